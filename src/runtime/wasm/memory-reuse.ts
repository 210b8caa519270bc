/** Bytes of a page of WebAssembly memory. */
const PAGE = 65_536;

/** A memory so many times as large as what is asked for is let go instead. */
const MOST_TIMES = 4;

/** The memory of the last network that went, once its threads have left. */
let spare: Promise<WebAssembly.Memory | undefined> | undefined;

/**
 * Memory of at least so many bytes, all zero. The last network's serves again where it is large enough: a system gives the pages of a new
 * one when they are first written to, which takes longer than to fill them.
 */
export async function takeMemory(bytes: number, shared: boolean): Promise<WebAssembly.Memory> {
  const leaving = spare;
  spare = undefined;
  const found = await leaving;
  if (found !== undefined && fits(found.buffer, bytes, shared)) {
    new Uint8Array(found.buffer, 0, bytes).fill(0);
    return found;
  }
  const pages = Math.ceil(bytes / PAGE);
  return new WebAssembly.Memory({ initial: pages, maximum: pages, shared });
}

/** Leaves memory for the next network, once nobody else looks at it any more; not at all if that does not come to pass. */
export function leaveMemory(memory: WebAssembly.Memory, threadsLeft: Promise<unknown>): void {
  spare = threadsLeft.then(
    () => memory,
    () => undefined,
  );
}

/** Lets go of what was left. */
export function dropMemory(): void {
  spare = undefined;
}

function fits(buffer: ArrayBufferLike, bytes: number, shared: boolean): boolean {
  const isShared = 'SharedArrayBuffer' in globalThis && buffer instanceof SharedArrayBuffer;
  return isShared === shared && buffer.byteLength >= bytes && buffer.byteLength <= bytes * MOST_TIMES;
}
