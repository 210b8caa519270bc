import type { Analysis } from '../../engine/analysis.ts';
import { type ArraySource, type BoundWeights, bindWeights } from '../bind-weights.ts';
import { Execution } from '../Execution.ts';
import { RuntimeError } from '../RuntimeError.ts';
import { upstreamOf } from './upstream.ts';

/** A network that is ready for fused passes, wherever it is computed. */
export interface FusedNetwork {
  run(input: Float32Array): Float32Array | Promise<Float32Array>;
  dispose(): void;
}

/** Part of the network on the faithful executor, run over the last input. */
interface Look {
  readonly analysis: Analysis;
  readonly weights: BoundWeights;
  readonly execution: Execution;
}

/**
 * Fast passes whose layers can still be looked at. A fused pass keeps no layer's output, so the one that is asked for is made again by the
 * faithful executor, on tfjs's current backend: only what it depends on runs, and only its weights are read. The part stays until
 * the next run, for the next look. Owns the network.
 */
export class FusedExecution {
  readonly #analysis: Analysis;
  readonly #source: ArraySource;
  readonly #network: FusedNetwork;
  #input: Float32Array | undefined;
  #look: Look | undefined;

  constructor(analysis: Analysis, source: ArraySource, network: FusedNetwork) {
    this.#analysis = analysis;
    this.#source = source;
    this.#network = network;
  }

  /** One fused pass over an input `[C, H, W]`; gives the network's output in PyTorch's order. */
  async run(input: Float32Array): Promise<Float32Array> {
    this.#forget();
    this.#input = input;
    return this.#network.run(input);
  }

  /** One node's output for the last input in PyTorch's order. Throws `RuntimeError` before the first run. */
  async read(id: string): Promise<Float32Array> {
    if (this.#input === undefined)
      throw new RuntimeError('nothingRun', {}, 'no picture has run through this network yet');
    if (this.#look?.analysis.byId.has(id) === true) return this.#look.execution.read(id);
    const analysis = upstreamOf(this.#analysis, id);
    const weights = await bindWeights(analysis, this.#source);
    this.#forget();
    this.#look = { analysis, weights, execution: new Execution(analysis, weights) };
    return this.#look.execution.run(this.#input);
  }

  /** Frees the network, and whatever was made for looking. */
  dispose(): void {
    this.#forget();
    this.#network.dispose();
  }

  #forget(): void {
    this.#look?.execution.dispose();
    this.#look?.weights.dispose();
    this.#look = undefined;
  }
}
