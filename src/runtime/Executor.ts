import type { RunOptions } from './RunOptions.ts';
import type { ChannelStats } from './statistics.ts';

/** A network that is ready to run, and to be looked into afterwards. */
export interface Executor {
  /** One forward pass over an input `[C, H, W]`; gives the network's output in PyTorch's order. */
  run(input: Float32Array, options?: RunOptions): Promise<Float32Array>;
  /** One node's output for the last input in PyTorch's order. Throws `RuntimeError` before the first run. */
  read(id: string): Promise<Float32Array>;
  /** Statistics of each channel of what `read` would give, without reading it where the backend can work them out itself. */
  stats(id: string): Promise<readonly ChannelStats[]>;
  /** Bytes that it holds itself; none where all is tensors of tfjs. */
  readonly bytes: number;
  /** Frees whatever it owns. */
  dispose(): void;
}
