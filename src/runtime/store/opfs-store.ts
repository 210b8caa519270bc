import type { FileStore } from './FileStore.ts';
import { StoreError } from './StoreError.ts';

/** Files in a folder of the origin's private file system. Must run in a worker, where its quick handles are. */
export async function opfsStore(name: string): Promise<FileStore> {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle(name, { create: true });
  return {
    kind: 'opfs',
    async names() {
      const names: string[] = [];
      for await (const file of folder.keys()) names.push(file);
      return names;
    },
    async read(file) {
      const handle = await folder.getFileHandle(file).catch(() => undefined);
      return handle?.getFile();
    },
    append: (file, chunk) => append(folder, file, chunk),
    async rename(from, to) {
      const handle = await folder.getFileHandle(from);
      await (handle as FileSystemFileHandle & { move(name: string): Promise<void> }).move(to);
    },
    remove: (file) => folder.removeEntry(file),
    lossOf: () => undefined,
  };
}

async function append(folder: FileSystemDirectoryHandle, name: string, chunk: Uint8Array<ArrayBuffer>): Promise<void> {
  const file = await folder.getFileHandle(name, { create: true });
  const handle = await file.createSyncAccessHandle();
  try {
    const size = handle.getSize();
    const written = handle.write(chunk, { at: size });
    if (written === chunk.byteLength) return;
    // What was written of the chunk goes: the caller will write it whole, elsewhere.
    handle.truncate(size);
    throw await full(chunk.byteLength);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'QuotaExceededError') throw await full(chunk.byteLength);
    throw error;
  } finally {
    handle.close();
  }
}

async function full(bytes: number): Promise<StoreError> {
  const { quota = 0, usage = 0 } = await navigator.storage.estimate();
  return new StoreError(
    'storageFull',
    { bytes, free: Math.max(0, quota - usage) },
    `there is no room for ${bytes} bytes more on this device`,
  );
}
