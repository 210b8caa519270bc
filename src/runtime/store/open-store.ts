import { memoryStore } from './memory-store.ts';
import { opfsStore } from './opfs-store.ts';
import { WeightsStore } from './WeightsStore.ts';

let store: Promise<WeightsStore> | undefined;

/** The device's store of weights; one in memory where the browser refuses storage (private windows, old browsers). */
export function openStore(): Promise<WeightsStore> {
  store ??= opfsStore()
    .catch(memoryStore)
    .then((files) => new WeightsStore(files));
  return store;
}
