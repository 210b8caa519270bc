import type { Tensor } from '@tensorflow/tfjs-core';
import type { Analysis, NodeReport } from '../engine/analysis.ts';
import type { BoundWeights } from './bind-weights.ts';
import { computeNode, inputTensor } from './compute-node.ts';
import type { Executor } from './Executor.ts';
import type { Output } from './Output.ts';
import { Pipeline } from './Pipeline.ts';
import type { RunOptions } from './RunOptions.ts';
import { RuntimeError } from './RuntimeError.ts';
import { readInTorchOrder } from './to-torch-order.ts';

/** Bytes of outputs that are kept for looking at; ResNet-152 at 224×224 makes 303 MiB. Beyond it they are made again on demand. */
export const KEEP_BYTES = 640 * 2 ** 20;

/**
 * The faithful executor: one network on the backend in use, node by node in the order of execution, every module's output on its own.
 * Owns the outputs of its last run until the next one or `dispose`; the weights belong to whoever bound them.
 */
export class Execution implements Executor {
  /** All of it is tensors of tfjs. */
  readonly bytes = 0;
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
    return readInTorchOrder(await this.output(id));
  }

  /** One node's output of the last run where it lies. Throws as `read` does. */
  async output(id: string): Promise<Output> {
    const report = this.#analysis.byId.get(id);
    if (report === undefined || report.node.role !== undefined)
      throw new RuntimeError('unknownNode', { node: id }, `no node that runs is called "${id}"`);
    if (this.#input === undefined)
      throw new RuntimeError('nothingRun', {}, 'no picture has run through this network yet');
    if (!this.#outputs.has(id)) await this.#runTo(id, {});
    const output = this.#outputs.get(id);
    if (output === undefined) throw new RuntimeError('nothingRun', {}, `the output of "${id}" was not made`);
    return { tensor: output, shape: report.output };
  }

  /** One node's output of the last run on the backend, which stays the execution's own. Throws where outputs are not all kept. */
  tensorOf(id: string): Tensor {
    const output = this.#outputs.get(id);
    if (output === undefined) throw new RuntimeError('nothingRun', {}, `the output of "${id}" was not kept`);
    return output;
  }

  /** Frees all outputs. */
  dispose(): void {
    for (const output of this.#outputs.values()) output.dispose();
    this.#outputs.clear();
  }

  async #runTo(last: string, options: RunOptions): Promise<void> {
    this.dispose();
    const readers = this.#pendingReaders();
    const pipeline = new Pipeline(options, this.#running.length);
    for (const report of this.#running) {
      options.signal?.throwIfAborted();
      pipeline.begin();
      this.#outputs.set(report.node.id, this.#compute(report));
      if (!this.#keepsAll) this.#release(report, readers, last);
      await pipeline.end({ id: report.node.id });
      if (report.node.id === last) break;
    }
    await pipeline.drained();
  }

  #compute(report: NodeReport): Tensor {
    const { kind, inputs, id } = report.node;
    if (kind === 'Input') return inputTensor(this.#input ?? new Float32Array(), this.#analysis.input);
    const sources = inputs.map((input) => this.#outputOf(input));
    return computeNode(report, sources, this.#weights.byNode.get(id));
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
