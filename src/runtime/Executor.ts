import type { Output } from './Output.ts';
import type { NodeTime, RunOptions } from './RunOptions.ts';

/** A network that is ready to run, and to be looked into afterwards. */
export interface Executor {
  /** One forward pass over an input `[C, H, W]`; gives the network's output in PyTorch's order. */
  run(input: Float32Array, options?: RunOptions): Promise<Float32Array>;
  /**
   * One node's output for the last input in PyTorch's order, in float32 whatever the pass ran in. `options` watch the layers that must be made
   * for it. Throws `RuntimeError` before the first run.
   */
  read(id: string, options?: RunOptions): Promise<Float32Array>;
  /** What `read` would read, where it lies; until the next run. Throws as `read` does. */
  output(id: string): Promise<Output>;
  /** Milliseconds of each step of a pass by itself, many times in a row. Only where a pass that is watched cannot tell them well. */
  timeSteps?(options: Pick<RunOptions, 'signal' | 'onNode'>): Promise<readonly NodeTime[]>;
  /** Bytes that it holds itself; none where all is tensors of tfjs. */
  readonly bytes: number;
  /** Frees whatever it owns. */
  dispose(): void;
}
