import { type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import type { Analysis, NodeReport } from '../engine/analysis.ts';
import type { BoundWeights } from './bind-weights.ts';
import { ops } from './ops/index.ts';
import type { Op } from './ops/Op.ts';
import { RuntimeError } from './RuntimeError.ts';
import { readInTorchOrder, toChannelsLast } from './to-torch-order.ts';

/** Bytes of outputs that are kept for looking at; ResNet-152 at 224×224 makes 303 MiB. Beyond it they are made again on demand. */
const KEEP_BYTES = 640 * 2 ** 20;

/** How a forward pass is watched and stopped. */
export interface RunOptions {
  readonly signal?: AbortSignal;
  /** Called after each node with its time; the pass waits for a promise, so that a caller can let others run. */
  onNode?(id: string, milliseconds: number, done: number, total: number): void | Promise<void>;
  /** Waits until the backend has computed what was handed over (`Backend.settle`). Absent: it computes at once. */
  settle?(): Promise<void>;
}

/**
 * Nodes that are handed over before the first of them is computed: enough to keep a fast device busy, few enough that a slow one
 * stops soon after it is told to.
 */
const AHEAD = 8;

/** Milliseconds of handing over one node beyond which none is handed over ahead: its shaders are being built. */
const SLOW = 24;

/**
 * The faithful executor: one network on the backend in use, node by node in the order of execution, every module's output on its own.
 * Owns the outputs of its last run until the next one or `dispose`; the weights belong to whoever bound them.
 */
export class Execution {
  readonly #analysis: Analysis;
  readonly #weights: BoundWeights;
  readonly #running: readonly NodeReport[];
  readonly #keepsAll: boolean;
  readonly #outputs = new Map<string, Tensor>();
  #input: Float32Array | undefined;

  constructor(analysis: Analysis, weights: BoundWeights) {
    this.#analysis = analysis;
    this.#weights = weights;
    this.#running = analysis.reports.filter(({ node }) => node.role === undefined);
    this.#keepsAll = this.#running.reduce((sum, { activationBytes }) => sum + activationBytes, 0) <= KEEP_BYTES;
  }

  /** One forward pass over an input `[C, H, W]`; gives the network's output in PyTorch's order. */
  async run(input: Float32Array, options: RunOptions = {}): Promise<Float32Array> {
    this.#input = input;
    await this.#runTo(this.#analysis.graph.output, options);
    return this.read(this.#analysis.graph.output);
  }

  /** One node's output of the last run in PyTorch's order; made again if it was not kept. Throws `RuntimeError` before the first run. */
  async read(id: string): Promise<Float32Array> {
    const report = this.#analysis.byId.get(id);
    if (report === undefined || report.node.role !== undefined)
      throw new RuntimeError('unknownNode', { node: id }, `no node that runs is called "${id}"`);
    if (this.#input === undefined)
      throw new RuntimeError('nothingRun', {}, 'no picture has run through this network yet');
    if (!this.#outputs.has(id)) await this.#runTo(id, {});
    const output = this.#outputs.get(id);
    if (output === undefined) throw new RuntimeError('nothingRun', {}, `the output of "${id}" was not made`);
    return readInTorchOrder(output, report.output);
  }

  /** Frees all outputs. */
  dispose(): void {
    for (const output of this.#outputs.values()) output.dispose();
    this.#outputs.clear();
  }

  async #runTo(last: string, options: RunOptions): Promise<void> {
    this.dispose();
    const readers = this.#pendingReaders();
    const underway: Promise<void>[] = [];
    let free = performance.now();
    for (const [index, report] of this.#running.entries()) {
      options.signal?.throwIfAborted();
      const start = performance.now();
      this.#outputs.set(report.node.id, this.#compute(report));
      if (!this.#keepsAll) this.#release(report, readers, last);
      // A device takes up a node when it is handed over or when the one before is done, whichever is later.
      const settled = (options.settle?.() ?? Promise.resolve()).then(() => {
        const end = performance.now();
        const milliseconds = end - Math.max(start, free);
        free = end;
        return options.onNode?.(report.node.id, milliseconds, index + 1, this.#running.length);
      });
      settled.catch(() => {});
      underway.push(settled);
      const goesAhead = options.settle !== undefined && performance.now() - start < SLOW;
      while (underway.length >= (goesAhead ? AHEAD : 1)) await underway.shift();
      if (report.node.id === last) break;
    }
    await Promise.all(underway);
  }

  #compute({ node, output }: NodeReport): Tensor {
    return tidy(() => {
      const inputs = node.kind === 'Input' ? [this.#inputTensor()] : node.inputs.map((id) => this.#outputOf(id));
      // The table is total: the operation of a kind takes that kind's attributes.
      const op = ops[node.kind] as Op<typeof node.kind>;
      return op.run(inputs, node.attrs as never, this.#weights.byNode.get(node.id) ?? {}, output);
    });
  }

  #inputTensor(): Tensor {
    const shape = this.#analysis.input;
    const data = this.#input ?? new Float32Array();
    if (shape.length !== 3) return tensor(data, [1, ...shape]);
    const [channels = 1, height = 1, width = 1] = shape;
    return tensor(toChannelsLast(data, shape), [1, height, width, channels]);
  }

  #outputOf(id: string): Tensor {
    const output = this.#outputs.get(id);
    if (output === undefined) throw new Error(`the output of "${id}" was freed before it was read`);
    return output;
  }

  #pendingReaders(): Map<string, number> {
    const readers = new Map<string, number>();
    for (const { node } of this.#running) for (const id of node.inputs) readers.set(id, (readers.get(id) ?? 0) + 1);
    return readers;
  }

  #release({ node }: NodeReport, readers: Map<string, number>, last: string): void {
    for (const id of node.inputs) {
      const left = (readers.get(id) ?? 0) - 1;
      readers.set(id, left);
      if (left > 0 || id === last) continue;
      this.#outputs.get(id)?.dispose();
      this.#outputs.delete(id);
    }
  }
}
