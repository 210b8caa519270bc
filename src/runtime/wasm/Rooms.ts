/** Bytes of a block: few enough blocks to look at all of them, small enough that small arrays waste little. */
const BLOCK = 16_384;

/** Deals out rooms in a part of a memory that nothing else uses for the time being, in blocks of 16 KiB. */
export class Rooms {
  readonly #at: number;
  /** Whether each block is taken. */
  readonly #taken: Uint8Array;
  /** The block after the room that was dealt out last. */
  #next = 0;

  /** Rooms lie from the address `at` on; addresses are as even as it is. */
  constructor(at: number, bytes: number) {
    this.#at = at;
    this.#taken = new Uint8Array(Math.floor(bytes / BLOCK));
  }

  /** Bytes that a room for so many takes up. */
  static whole(bytes: number): number {
    return Math.ceil(bytes / BLOCK) * BLOCK;
  }

  /** Bytes of the largest room that there can be. */
  get largest(): number {
    return this.#taken.length * BLOCK;
  }

  /** The address of a room of so many bytes, or `undefined` if there is none now. */
  take(bytes: number): number | undefined {
    const count = Math.ceil(bytes / BLOCK);
    const first = this.#find(this.#next, count) ?? this.#find(0, count);
    if (first === undefined) return undefined;
    this.#next = first + count;
    this.#taken.fill(1, first, this.#next);
    return this.#at + first * BLOCK;
  }

  /** Takes back what `take` gave for so many bytes. */
  giveBack(at: number, bytes: number): void {
    const first = (at - this.#at) / BLOCK;
    this.#taken.fill(0, first, first + Math.ceil(bytes / BLOCK));
  }

  #find(from: number, count: number): number | undefined {
    for (let free = 0, block = from; block < this.#taken.length; block++) {
      free = this.#taken[block] === 0 ? free + 1 : 0;
      if (free >= count) return block + 1 - count;
    }
    return undefined;
  }
}
