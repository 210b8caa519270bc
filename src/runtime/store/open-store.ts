import { memoryStore } from './memory-store.ts';
import { opfsStore } from './opfs-store.ts';
import { spillingStore } from './spilling-store.ts';
import { WeightsStore } from './WeightsStore.ts';

let store: Promise<WeightsStore> | undefined;

/** The device's store of weights; memory where the browser refuses storage (private windows, old browsers) or the device is full. */
export function openStore(): Promise<WeightsStore> {
  store ??= opfsStore('weights')
    .then((device) => spillingStore(device, memoryStore()), memoryStore)
    .then((files) => new WeightsStore(files));
  return store;
}
