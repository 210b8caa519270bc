import type { StoreError } from './StoreError.ts';

/** Files by name, on the device or in memory. */
export interface FileStore {
  readonly kind: 'opfs' | 'memory';
  names(): Promise<readonly string[]>;
  /** The file, or `undefined` if there is none of this name. */
  read(name: string): Promise<Blob | undefined>;
  /** Writes at the end of a file, which is made if it is not there. Throws `StoreError` if there is no room. */
  append(name: string, chunk: Uint8Array<ArrayBuffer>): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  remove(name: string): Promise<void>;
  /** Why a file will be gone when the page is closed; `undefined` if it is kept. */
  lossOf(name: string): StoreError | undefined;
}
