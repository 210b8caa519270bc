import { letMessagesIn } from './let-messages-in.ts';

/** Bytes that a browser is asked for at once. */
const BUFFER_BYTES = 2 ** 20;

/** A gap of so many bytes is read over: to begin anew costs more. */
const GAP_BYTES = 2 ** 20;

/** Milliseconds of reading after which messages are let in. */
const BREATH = 16;

/**
 * Bytes of a file from front to back. They come through one stream into one buffer that is used again and again: a slice for each array
 * would have memory of its own, which costs a browser more than what is read. Where there are no such streams, slices do it.
 */
export class ByteReader {
  readonly #file: Blob;
  #reader: ReadableStreamBYOBReader | undefined;
  #buffer = new ArrayBuffer(BUFFER_BYTES);
  /** What was read and not yet taken, and the place of its first byte in the file. */
  #chunk = new Uint8Array();
  #at = 0;
  #breathed = performance.now();

  constructor(file: Blob) {
    this.#file = file;
  }

  /** Fills `to` with the bytes from `begin` on. Cheap where they follow what was read before. Throws an `Error` at the file's end. */
  async read(begin: number, to: Uint8Array): Promise<void> {
    await this.#seek(begin);
    for (let filled = 0; filled < to.length; ) {
      if (this.#chunk.length === 0) this.#chunk = await this.#next();
      const part = this.#chunk.subarray(0, to.length - filled);
      to.set(part, filled);
      filled += part.length;
      this.#skip(part.length);
    }
  }

  /** Reads no more. */
  cancel(): void {
    this.#reader?.cancel().catch(() => {});
    this.#reader = undefined;
  }

  async #seek(begin: number): Promise<void> {
    if (this.#reader === undefined || begin < this.#at || begin > this.#at + this.#chunk.length + GAP_BYTES) {
      this.cancel();
      this.#chunk = new Uint8Array();
      this.#at = begin;
      this.#reader = byteReader(this.#file.slice(begin));
    }
    while (this.#at < begin) {
      if (this.#chunk.length === 0) this.#chunk = await this.#next();
      this.#skip(Math.min(begin - this.#at, this.#chunk.length));
    }
  }

  #skip(bytes: number): void {
    this.#chunk = this.#chunk.subarray(bytes);
    this.#at += bytes;
  }

  async #next(): Promise<Uint8Array<ArrayBuffer>> {
    // A stream that has bytes answers before any message that waits, and a wish to stop would not be heard.
    if (performance.now() - this.#breathed >= BREATH) {
      await letMessagesIn();
      this.#breathed = performance.now();
    }
    if (this.#reader === undefined) {
      const slice = this.#file.slice(this.#at, this.#at + BUFFER_BYTES);
      if (slice.size === 0) throw new Error(`the file ends at byte ${this.#file.size}`);
      return new Uint8Array(await slice.arrayBuffer());
    }
    const { done, value } = await this.#reader.read(new Uint8Array(this.#buffer));
    if (done || value === undefined) throw new Error(`the file ends at byte ${this.#at}`);
    this.#buffer = value.buffer;
    return value;
  }
}

/** `undefined` where a file's stream cannot fill a buffer that it is given. */
function byteReader(file: Blob): ReadableStreamBYOBReader | undefined {
  try {
    return file.stream().getReader({ mode: 'byob' });
  } catch {
    return undefined;
  }
}
