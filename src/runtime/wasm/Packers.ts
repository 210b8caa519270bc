import { breather } from '../breather.ts';
import type { Thread } from './kernels.ts';
import { type PackJob, runPackJob, splitJob } from './pack-job.ts';

/** Jobs that a thread has at once: the next lies ready when one is done. */
const AT_ONCE = 2;

/** Jobs that wait for a thread before this one does some itself. */
const MOST_WAITING = 6;

/** Bytes that a thread touches before it looks for something to pack again. */
const TOUCH_BYTES = 2 ** 20;

interface Waiting {
  readonly job: PackJob;
  resolve(allFinite: boolean): void;
  reject(error: unknown): void;
}

/**
 * Packs weights in the memory of a network on the threads that will compute, while this one reads the file; on this one if it is alone.
 * A thread that has nothing to pack touches memory that nobody has written to yet, from its end on: a system gives a page when it is first
 * written to, which can take longer than to read it from the file.
 */
export class Packers {
  readonly #buffer: ArrayBufferLike;
  readonly #isAlone: boolean;
  readonly #queue: Waiting[] = [];
  readonly #idle: ((waiting: Waiting) => void)[] = [];
  readonly #breathe = breather();
  /** Where the memory begins that was touched. */
  #touched: number;

  /** A thread that fails to start is its caller's to tell. */
  constructor(buffer: ArrayBufferLike, threads: readonly Promise<Thread>[]) {
    this.#buffer = buffer;
    this.#touched = buffer.byteLength;
    this.#isAlone = threads.length === 0;
    for (const starting of threads)
      starting.then(
        (thread) => Promise.all(Array.from({ length: AT_ONCE }, () => this.#work(thread))),
        () => {},
      );
  }

  /** Room of its own for weights that are packed from elsewhere: it goes to whichever thread packs. None where nobody else does. */
  room(floats: number): Float32Array | undefined {
    return this.#isAlone ? undefined : new Float32Array(floats);
  }

  /** Does a job; whether all its weights are finite. */
  async pack(job: PackJob): Promise<boolean> {
    const found: boolean[] = [];
    if (this.#isAlone)
      for (const part of splitJob(job)) {
        await this.#breathe();
        found.push(runPackJob(this.#buffer, part));
      }
    else found.push(...(await Promise.all(splitJob(job).map((part) => this.#enqueue(part)))));
    return found.every(Boolean);
  }

  /** To a thread that has nothing to do; into the short queue; or, where that is full, done here and now. */
  #enqueue(job: PackJob): Promise<boolean> | boolean {
    if (this.#queue.length >= MOST_WAITING) return runPackJob(this.#buffer, job);
    return new Promise((resolve, reject) => {
      const waiting = { job, resolve, reject };
      const take = this.#idle.shift();
      if (take === undefined) this.#queue.push(waiting);
      else take(waiting);
    });
  }

  /** Nothing will be packed any more. */
  end(): void {
    this.#touched = 0;
  }

  async #work(thread: Thread): Promise<void> {
    for (;;) {
      let waiting = this.#queue.shift();
      if (waiting === undefined && this.#touched > 0) await this.#touch(thread);
      else {
        waiting ??= await this.#given();
        await thread.pack(waiting.job).then(waiting.resolve, waiting.reject);
      }
    }
  }

  /** What goes wrong here goes wrong again where it is told. */
  async #touch(thread: Thread): Promise<void> {
    const to = this.#touched;
    this.#touched = Math.max(0, to - TOUCH_BYTES);
    await thread.pack({ kind: 'touch', from: this.#touched, to }).catch(() => {});
  }

  #given(): Promise<Waiting> {
    return new Promise((take) => this.#idle.push(take));
  }
}
