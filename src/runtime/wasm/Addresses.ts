/** Bytes below which the kernels keep their own data and the first thread's stack; `WasmNetwork` checks it. */
const BASE = 131_072;

/** Every area starts on a cache line. */
const LINE = 64;

/** Deals out addresses before there is any memory, so that the memory can be made at its final size. */
export class Addresses {
  #end = BASE;

  /** Bytes that the memory needs. */
  get end(): number {
    return this.#end;
  }

  /** The address of an area of so many bytes, in an area of its own. */
  reserve(bytes: number): number {
    const address = this.#end;
    this.#end = Math.ceil((address + bytes) / LINE) * LINE;
    return address;
  }
}
