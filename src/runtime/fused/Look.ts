import type { Tensor } from '@tensorflow/tfjs-core';
import type { Analysis, NodeReport } from '../../engine/analysis.ts';
import { type ArraySource, bindWeights } from '../bind-weights.ts';
import { computeNode, inputTensor } from '../compute-node.ts';
import type { Output } from '../Output.ts';
import type { RunOptions } from '../RunOptions.ts';
import { RuntimeError } from '../RuntimeError.ts';

/** Bytes of outputs that are kept for the next look; ResNet-152 at 224×224 makes 303 MiB. */
const KEEP_BYTES = 640 * 2 ** 20;

/**
 * The layers of a network for one input, each made when it is asked for, on tfjs's current backend: what it depends on and has not been
 * made yet, node by node. A node's weights are read for it and freed behind it; outputs stay for the next layer that needs them.
 */
export class Look {
  readonly #analysis: Analysis;
  readonly #source: ArraySource;
  readonly #input: Float32Array;
  /** The oldest first. */
  readonly #outputs = new Map<string, Tensor>();

  constructor(analysis: Analysis, source: ArraySource, input: Float32Array) {
    this.#analysis = analysis;
    this.#source = source;
    this.#input = input;
  }

  /** One node's output; `options` watch the layers that are made for it. Throws `RuntimeError` for a node that does not run. */
  async output(id: string, { signal, onNode }: RunOptions = {}): Promise<Output> {
    const wanted = this.#analysis.byId.get(id);
    if (wanted === undefined || wanted.node.role !== undefined)
      throw new RuntimeError('unknownNode', { node: id }, `no node that runs is called "${id}"`);
    const missing = this.#missing(id);
    for (const [index, report] of missing.entries()) {
      signal?.throwIfAborted();
      const start = performance.now();
      this.#outputs.set(report.node.id, await this.#make(report));
      this.#shed(missing.slice(index + 1), id);
      await onNode?.({ id: report.node.id, milliseconds: performance.now() - start }, index + 1, missing.length);
    }
    return { tensor: this.#outputOf(id), shape: wanted.output };
  }

  /** Frees all outputs. */
  dispose(): void {
    for (const output of this.#outputs.values()) output.dispose();
    this.#outputs.clear();
  }

  /** What must be made for a node, in the order of execution. */
  #missing(id: string): readonly NodeReport[] {
    const needed = new Set<string>();
    const waiting = [id];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (needed.has(next) || this.#outputs.has(next)) continue;
      needed.add(next);
      waiting.push(...(this.#analysis.byId.get(next)?.node.inputs ?? []));
    }
    return this.#analysis.reports.filter(({ node }) => needed.has(node.id));
  }

  async #make(report: NodeReport): Promise<Tensor> {
    const { kind, id, inputs } = report.node;
    if (kind === 'Input') return inputTensor(this.#input, this.#analysis.input);
    const { byNode, dispose } = await bindWeights({ ...this.#analysis, reports: [report] }, this.#source);
    try {
      const sources = inputs.map((input) => this.#outputOf(input));
      return computeNode(report, sources, byNode.get(id));
    } finally {
      dispose();
    }
  }

  /** Frees the oldest outputs beyond `KEEP_BYTES`, but for those that are still to be read. */
  #shed(ahead: readonly NodeReport[], id: string): void {
    let bytes = [...this.#outputs.values()].reduce((sum, { size }) => sum + size * 4, 0);
    if (bytes <= KEEP_BYTES) return;
    const read = new Set([id, ...ahead.flatMap(({ node }) => node.inputs)]);
    for (const [old, output] of this.#outputs) {
      if (bytes <= KEEP_BYTES) return;
      if (read.has(old)) continue;
      bytes -= output.size * 4;
      output.dispose();
      this.#outputs.delete(old);
    }
  }

  #outputOf(id: string): Tensor {
    const output = this.#outputs.get(id);
    if (output === undefined) throw new Error(`the output of "${id}" was freed before it was read`);
    return output;
  }
}
