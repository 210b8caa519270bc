import type { FileStore } from './FileStore.ts';
import { StoreError } from './StoreError.ts';

/** Files that last as long as the page: where the browser gives no storage. */
export function memoryStore(): FileStore {
  const files = new Map<string, Blob>();
  const denied = new StoreError('storageDenied', {}, 'this browser lets the page store nothing');
  return {
    kind: 'memory',
    names: async () => [...files.keys()],
    read: async (name) => files.get(name),
    async append(name, chunk) {
      files.set(name, new Blob([files.get(name) ?? '', chunk]));
    },
    async rename(from, to) {
      const file = files.get(from);
      if (file === undefined) return;
      files.set(to, file);
      files.delete(from);
    },
    async remove(name) {
      files.delete(name);
    },
    lossOf: () => denied,
  };
}
