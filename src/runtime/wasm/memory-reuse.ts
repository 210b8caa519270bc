/** Bytes of a page of WebAssembly memory. */
const PAGE = 65_536;

/** A memory so many times as large as what is asked for is let go instead. */
const MOST_TIMES = 4;

/** The memory of the last network that went. */
let spare: WebAssembly.Memory | undefined;

/**
 * Memory of at least so many bytes, all zero. The last network's serves again where it is large enough: a system gives the pages of a new
 * one when they are first written to, which takes longer than to fill them.
 */
export function takeMemory(bytes: number, shared: boolean): WebAssembly.Memory {
  const found = spare;
  spare = undefined;
  if (found !== undefined && fits(found.buffer, bytes, shared)) {
    new Uint8Array(found.buffer, 0, bytes).fill(0);
    return found;
  }
  const pages = Math.ceil(bytes / PAGE);
  return new WebAssembly.Memory({ initial: pages, maximum: pages, shared });
}

/** Leaves memory that nobody writes to any more for the next network. */
export function leaveMemory(memory: WebAssembly.Memory): void {
  spare = memory;
}

/** Lets go of what was left. */
export function dropMemory(): void {
  spare = undefined;
}

function fits(buffer: ArrayBufferLike, bytes: number, shared: boolean): boolean {
  const isShared = 'SharedArrayBuffer' in globalThis && buffer instanceof SharedArrayBuffer;
  return isShared === shared && buffer.byteLength >= bytes && buffer.byteLength <= bytes * MOST_TIMES;
}
