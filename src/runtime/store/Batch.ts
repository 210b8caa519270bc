/** Bytes gathered before they are written. The network brings some 64 kB at a time, and each write opens the file anew. */
const SIZE = 1 << 20;

/** Gathers small chunks into larger ones. */
export class Batch {
  readonly #write: (bytes: Uint8Array<ArrayBuffer>) => Promise<void>;
  #chunks: Uint8Array<ArrayBuffer>[] = [];
  #bytes = 0;

  constructor(write: (bytes: Uint8Array<ArrayBuffer>) => Promise<void>) {
    this.#write = write;
  }

  async add(chunk: Uint8Array<ArrayBuffer>): Promise<void> {
    this.#chunks.push(chunk);
    this.#bytes += chunk.byteLength;
    if (this.#bytes >= SIZE) await this.flush();
  }

  /** Writes what was gathered. */
  async flush(): Promise<void> {
    if (this.#bytes === 0) return;
    const whole = new Uint8Array(this.#bytes);
    let at = 0;
    for (const chunk of this.#chunks) {
      whole.set(chunk, at);
      at += chunk.byteLength;
    }
    [this.#chunks, this.#bytes] = [[], 0];
    await this.#write(whole);
  }
}
