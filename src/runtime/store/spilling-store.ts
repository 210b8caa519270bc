import type { FileStore } from './FileStore.ts';
import { StoreError } from './StoreError.ts';

/** Files on the device for which memory stands in as soon as the device is full: a file that finds no room moves there, whole. */
export function spillingStore(device: FileStore, memory: FileStore): FileStore {
  /** Files that found no room, and why. */
  const spilled = new Map<string, StoreError>();
  const placeOf = (name: string): FileStore => (spilled.has(name) ? memory : device);

  async function spill(name: string, reason: StoreError): Promise<void> {
    const begun = await device.read(name);
    if (begun !== undefined) {
      await memory.append(name, new Uint8Array(await begun.arrayBuffer()));
      await device.remove(name);
    }
    spilled.set(name, reason);
  }

  return {
    kind: device.kind,
    names: async () => [...(await device.names()), ...(await memory.names())],
    read: (name) => placeOf(name).read(name),
    async append(name, chunk) {
      try {
        await placeOf(name).append(name, chunk);
      } catch (error) {
        if (!(error instanceof StoreError) || error.details.rule !== 'storageFull') throw error;
        await spill(name, error);
        await memory.append(name, chunk);
      }
    },
    async rename(from, to) {
      await placeOf(from).rename(from, to);
      const reason = spilled.get(from);
      spilled.delete(from);
      if (reason !== undefined) spilled.set(to, reason);
    },
    async remove(name) {
      await placeOf(name).remove(name);
      spilled.delete(name);
    },
    lossOf: (name) => spilled.get(name),
  };
}
