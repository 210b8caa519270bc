import type { Analysis } from '../../engine/analysis.ts';
import type { ArraySource, BindOptions } from '../bind-weights.ts';
import { type FusedPlan, nodesOf, planFused } from '../fused/plan.ts';
import { Pipeline } from '../Pipeline.ts';
import type { RunOptions } from '../RunOptions.ts';
import { Addresses } from './Addresses.ts';
import type { Placed } from './arrange-tensors.ts';
import { Encoder } from './Encoder.ts';
import type { Kernels, StartThread, Thread } from './kernels.ts';
import { leaveMemory, takeMemory } from './memory-reuse.ts';
import { Packers } from './Packers.ts';
import { type LineExports, PackLine } from './PackLine.ts';
import { Rooms } from './Rooms.ts';
import { STEP_BYTES, STEP_FIELDS, writeStep } from './step-fields.ts';

/** Bytes of stack of each thread but the first, whose stack the kernels bring along. */
const STACK = 65_536;

/** Bytes of the words that the threads agree by: `Crew` of program.c. */
const CREW_BYTES = 64;

/** Place of the number of threads in `Crew`. */
const CREW_THREADS = 6;

/** What the kernels export. */
interface Exports extends LineExports {
  readonly run: (crew: number, steps: number, from: number, to: number) => void;
  /** Only in kernels that threads share. */
  readonly dismiss?: (crew: number) => void;
  readonly __heap_base: WebAssembly.Global;
}

/** How a network is put into memory. */
export interface WasmOptions extends BindOptions {
  readonly kernels: Kernels;
  /** Threads that compute, this one included. More than one needs shared kernels and `startThread`. Default 1. */
  readonly threads?: number;
  readonly startThread?: StartThread;
  /** Told the name of each weight that holds NaN or infinity. Arrays that are no weights are not looked at. */
  onNonFinite?(name: string): void;
}

/**
 * A network for the fused pass on WebAssembly: its packed weights, feature maps and program in one memory of its own, without tfjs.
 * Must not live on a page's main thread if it has more than one thread.
 */
export class WasmNetwork {
  /** Bytes of memory: weights, feature maps, program. */
  readonly bytes: number;
  readonly #plan: FusedPlan;
  readonly #encoder: Encoder;
  readonly #memory: WebAssembly.Memory;
  readonly #exports: Exports;
  readonly #crew: number;
  readonly #steps: number;
  readonly #threads: Thread[] = [];
  /** Whether nothing is packed any more: a thread that is ended meanwhile may go on writing for a moment. */
  #isWhole = false;

  private constructor(
    plan: FusedPlan,
    encoder: Encoder,
    memory: WebAssembly.Memory,
    addresses: { readonly crew: number; readonly steps: number; readonly end: number },
    exports: Exports,
  ) {
    this.#plan = plan;
    this.#encoder = encoder;
    this.#memory = memory;
    this.#crew = addresses.crew;
    this.#steps = addresses.steps;
    this.bytes = addresses.end;
    this.#exports = exports;
  }

  /** Reads the weights, each array once, and packs them. Throws `NotFusedError` for a kind without a fused kernel. */
  static async create(analysis: Analysis, source: ArraySource, options: WasmOptions): Promise<WasmNetwork> {
    const { kernels, threads = 1, startThread } = options;
    const plan = planFused(analysis);
    const addresses = new Addresses();
    const encoder = new Encoder(plan, analysis, addresses, threads);
    const crew = addresses.reserve(CREW_BYTES);
    const steps = addresses.reserve(encoder.steps.length * STEP_BYTES);
    const { rooms: at, needs } = encoder;
    const line = addresses.reserve(PackLine.bytes(needs.jobs));
    const stacks = Array.from({ length: threads - 1 }, () => addresses.reserve(STACK) + STACK);
    const memory = await takeMemory(addresses.end, kernels.shared);
    const instance = await WebAssembly.instantiate(kernels.module, { env: { memory } });
    const exports = instance.exports as unknown as Exports;
    if (exports.__heap_base.value > 131_072) throw new Error('the kernels need more room for their own data');
    const words = new Int32Array(memory.buffer);
    for (const [index, step] of encoder.steps.entries()) writeStep(words, steps / 4 + index * STEP_FIELDS.length, step);
    words[crew / 4 + CREW_THREADS] = threads;
    const network = new WasmNetwork(plan, encoder, memory, { crew, steps, end: addresses.end }, exports);
    const packLine = new PackLine(memory.buffer, exports, line);
    const starting = stacks.map(async (stack, index) => {
      if (startThread === undefined) throw new Error('nothing starts threads');
      network.#threads.push(
        await startThread({ module: kernels.module, memory, crew, line, stack, thread: index + 1 }),
      );
    });
    const rooms = {
      arrays: new Rooms(at, needs.arrays),
      parts: new Rooms(at + needs.arrays, needs.part),
    };
    const packers = new Packers(memory.buffer, packLine, rooms, threads === 1);
    try {
      // The threads pack what this one reads, and serve when nothing is left to pack.
      await Promise.all([fillWeights(encoder, memory, source, packers, options), ...starting]);
      network.#isWhole = true;
    } catch (error) {
      await Promise.allSettled(starting);
      network.dispose();
      throw error;
    }
    return network;
  }

  /** One forward pass over an input `[C, H, W]`; gives the network's output in PyTorch's order. */
  run(input: Float32Array): Float32Array {
    this.#writeInput(input);
    this.#exports.run(this.#crew, this.#steps, 0, this.#encoder.steps.length);
    return this.#read(this.#plan.output);
  }

  /** One forward pass step by step, so that it can be watched and stopped. */
  async runInSteps(input: Float32Array, options: RunOptions): Promise<Float32Array> {
    const { ranges } = this.#encoder;
    const pipeline = new Pipeline(options, ranges.length);
    this.#writeInput(input);
    for (const { step, from, to } of ranges) {
      options.signal?.throwIfAborted();
      pipeline.begin();
      this.#exports.run(this.#crew, this.#steps, from, to);
      await pipeline.end(nodesOf(step));
    }
    await pipeline.drained();
    return this.#read(this.#plan.output);
  }

  /** Sends the threads away, and leaves the memory to the next network when they are gone. */
  dispose(): void {
    const threads = this.#threads.splice(0);
    if (!this.#isWhole) {
      for (const thread of threads) thread.stop();
      return;
    }
    this.#isWhole = false;
    this.#exports.dismiss?.(this.#crew);
    leaveMemory(this.#memory, Promise.all(threads.map((thread) => thread.left())));
  }

  #writeInput(input: Float32Array): void {
    const id = this.#plan.steps[0]?.id ?? '';
    const { at, pixel, row, channels, height, width, border } = this.#placed(id);
    const floats = new Float32Array(this.#memory.buffer);
    const start = at / 4 - border[0] * row - border[1] * pixel;
    floats.fill(0, start, start + row * (height + border[0] + border[2]));
    let from = 0;
    for (let channel = 0; channel < channels; channel++)
      for (let y = 0; y < height; y++) {
        let to = at / 4 + y * row + channel;
        for (let x = 0; x < width; x++, to += pixel) floats[to] = input[from++] as number;
      }
  }

  /** A step's output: `[C, H, W]`, also flattened in this order. */
  #read(id: string): Float32Array {
    const { at, pixel, row, channels, height, width } = this.#placed(id);
    const floats = new Float32Array(this.#memory.buffer);
    const values = new Float32Array(channels * height * width);
    let to = 0;
    for (let channel = 0; channel < channels; channel++)
      for (let y = 0; y < height; y++) {
        let from = at / 4 + y * row + channel;
        for (let x = 0; x < width; x++, from += pixel) values[to++] = floats[from] as number;
      }
    return values;
  }

  #placed(id: string): Placed {
    const placed = this.#encoder.tensors.get(id);
    if (placed === undefined) throw new Error(`no step makes "${id}"`);
    return placed;
  }
}

/** Asks for all arrays at once, so that they can come in the order of their file. */
async function fillWeights(
  { fills }: Encoder,
  { buffer }: WebAssembly.Memory,
  source: ArraySource,
  packers: Packers,
  { signal, onArray, onNonFinite }: WasmOptions,
): Promise<void> {
  let done = 0;
  await Promise.all(
    fills.map(async (fill) => {
      await fill({ buffer, source, packers });
      signal?.throwIfAborted();
      onArray?.(++done, fills.length);
    }),
  );
  for (const name of await packers.finish()) onNonFinite?.(name);
}
