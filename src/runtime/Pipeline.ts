import type { NodeTime, RunOptions } from './RunOptions.ts';

/**
 * Nodes that are handed over before the first of them is computed: enough to keep a fast device busy, few enough that a slow one
 * stops soon after it is told to.
 */
const AHEAD = 8;

/** Milliseconds of handing over one node beyond which none is handed over ahead: its shaders are being built. */
const SLOW = 24;

/** Hands nodes over to a device, a few ahead of what it has computed, and finds out how long it took for each. */
export class Pipeline {
  readonly #options: RunOptions;
  readonly #total: number;
  readonly #underway: Promise<void>[] = [];
  #free = performance.now();
  #start = 0;
  #count = 0;

  constructor(options: RunOptions, total: number) {
    this.#options = options;
    this.#total = total;
  }

  /** The next node is about to be handed over. */
  begin(): void {
    this.#start = performance.now();
  }

  /** A node has been handed over; waits where the device should catch up first, or where the caller wants a break. */
  async end(node: Omit<NodeTime, 'milliseconds'>): Promise<void> {
    const { settle, onNode } = this.#options;
    const start = this.#start;
    const done = ++this.#count;
    // A device takes up a node when it is handed over or when the one before is done, whichever is later.
    const settled = (settle?.() ?? Promise.resolve()).then(() => {
      const end = performance.now();
      const milliseconds = end - Math.max(start, this.#free);
      this.#free = end;
      return onNode?.({ ...node, milliseconds }, done, this.#total);
    });
    settled.catch(() => {});
    this.#underway.push(settled);
    const goesAhead = settle !== undefined && performance.now() - start < SLOW;
    while (this.#underway.length >= (goesAhead ? AHEAD : 1)) await this.#underway.shift();
  }

  /** Waits until all that was handed over is computed. */
  async drained(): Promise<void> {
    await Promise.all(this.#underway);
  }
}
