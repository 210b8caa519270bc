import { breather } from '../breather.ts';
import { JOB_BYTES, JOB_DONE, type PackJob, writeJob } from './pack-job.ts';

/** The words of a line, in the order of `Line` in scripts/wasm/kernels/pack-line.c. */
const LINE_FIELDS = ['jobs', 'pushed', 'taken', 'changes', 'isEnded', 'done', 'touched'] as const;

/** Bytes of a line without its jobs. */
const LINE_BYTES = LINE_FIELDS.length * Int32Array.BYTES_PER_ELEMENT;

/** Milliseconds of a look at what the other threads have done. */
const LOOK = 100;

/** Looks after which a thread that has not finished a job is given up. A job takes a few milliseconds. */
const LOOKS = 100;

/** What pack-line.c exports for the thread that reads. */
export interface LineExports {
  /** Does a job that nobody has taken; whether there was one. */
  packNext(line: number): number;
}

/** A line of packing jobs in the memory of a network. The other threads take from it by themselves (`packAll`). */
export class PackLine {
  readonly #exports: LineExports;
  readonly #address: number;
  readonly #words: Int32Array<ArrayBufferLike>;
  readonly #breathe = breather();
  #pushed = 0;

  /** Bytes that a line of so many jobs needs in memory, all zero. */
  static bytes(jobs: number): number {
    return LINE_BYTES + jobs * JOB_BYTES;
  }

  constructor(buffer: ArrayBufferLike, exports: LineExports, address: number) {
    this.#exports = exports;
    this.#address = address;
    this.#words = new Int32Array(buffer);
    this.#words[this.#at('jobs')] = address + LINE_BYTES;
    this.#words[this.#at('touched')] = buffer.byteLength;
  }

  /** Puts a job into the line; gives its number. */
  push(job: PackJob): number {
    const number = this.#pushed++;
    writeJob(this.#words, this.#jobAt(number), job);
    Atomics.store(this.#words, this.#at('pushed'), this.#pushed);
    this.#tell();
    return number;
  }

  /** Whether a job has been done. */
  isDone(job: number): boolean {
    return Atomics.load(this.#words, this.#jobAt(job) + JOB_DONE) !== 0;
  }

  /** Whether all weights of a job that has been done are finite. */
  isFinite(job: number): boolean {
    return this.#words[this.#jobAt(job) + JOB_DONE] === 1;
  }

  /** Does a job here, or waits until another thread has done one; `false` if there is none. Throws an `Error` if a thread hangs. */
  advance(): boolean {
    const done = this.#done();
    if (done === this.#pushed) return false;
    if (this.#exports.packNext(this.#address) !== 0) return true;
    // Many short looks: a device that was asleep meanwhile spoils only one.
    for (let look = 0; look < LOOKS; look++)
      if (Atomics.wait(this.#words, this.#at('done'), done, LOOK) !== 'timed-out') return true;
    throw new Error('a thread that packs weights does not answer');
  }

  /** Helps until all jobs are done. Throws an `Error` if a thread hangs. */
  async drain(): Promise<void> {
    while (this.advance()) await this.#breathe();
  }

  /** No job will come any more: the other threads go on to compute. */
  end(): void {
    Atomics.store(this.#words, this.#at('touched'), 0);
    Atomics.store(this.#words, this.#at('isEnded'), 1);
    this.#tell();
  }

  #tell(): void {
    Atomics.add(this.#words, this.#at('changes'), 1);
    Atomics.notify(this.#words, this.#at('changes'));
  }

  #done(): number {
    return Atomics.load(this.#words, this.#at('done'));
  }

  #at(field: (typeof LINE_FIELDS)[number]): number {
    return this.#address / Int32Array.BYTES_PER_ELEMENT + LINE_FIELDS.indexOf(field);
  }

  #jobAt(job: number): number {
    return (this.#address + LINE_BYTES + job * JOB_BYTES) / Int32Array.BYTES_PER_ELEMENT;
  }
}
