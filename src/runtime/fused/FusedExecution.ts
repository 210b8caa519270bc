import type { Analysis } from '../../engine/analysis.ts';
import type { ArraySource } from '../bind-weights.ts';
import type { Executor } from '../Executor.ts';
import type { Output } from '../Output.ts';
import type { NodeTime, RunOptions } from '../RunOptions.ts';
import { RuntimeError } from '../RuntimeError.ts';
import { readInTorchOrder } from '../to-torch-order.ts';
import { Look } from './Look.ts';

/** A network that is ready for fused passes, wherever it is computed. */
export interface FusedNetwork {
  /** Bytes of its weights and feature maps. */
  readonly bytes: number;
  /** Whether it computes in half precision; absent where there is none. */
  readonly half?: boolean;
  /** One pass, as fast as it goes. */
  run(input: Float32Array): Float32Array | Promise<Float32Array>;
  /** One pass that can be watched and stopped. */
  runInSteps(input: Float32Array, options: RunOptions): Promise<Float32Array>;
  /** See `Executor`. */
  timeSteps?(options: Pick<RunOptions, 'signal' | 'onNode'>): Promise<readonly NodeTime[]>;
  dispose(): void;
}

/**
 * The fused executor: fast passes whose layers can still be looked at. A fused pass keeps no layer's output, so the one that is asked for
 * is made again by the faithful operations (`Look`). What was made stays until the next run, for the next look. Owns the network.
 */
export class FusedExecution implements Executor {
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

  get bytes(): number {
    return this.#network.bytes;
  }

  async run(input: Float32Array, options: RunOptions = {}): Promise<Float32Array> {
    this.#forget();
    this.#input = input;
    return this.#network.runInSteps(input, options);
  }

  async read(id: string, options: RunOptions = {}): Promise<Float32Array> {
    return readInTorchOrder(await this.#lookInto().output(id, options));
  }

  async output(id: string): Promise<Output> {
    return this.#lookInto().output(id);
  }

  dispose(): void {
    this.#forget();
    this.#network.dispose();
  }

  #lookInto(): Look {
    if (this.#input === undefined)
      throw new RuntimeError('nothingRun', {}, 'no picture has run through this network yet');
    this.#look ??= new Look(this.#analysis, this.#source, this.#input);
    return this.#look;
  }

  #forget(): void {
    this.#look?.dispose();
    this.#look = undefined;
  }
}
