import type { Tensor } from '@tensorflow/tfjs-core';
import type { Shape } from '../engine/shape.ts';

/** What a node put out for the last input, on the backend, as `[1, H, W, C]` or `[1, features]`. It stays the executor's. */
export interface Output {
  readonly tensor: Tensor;
  /** As PyTorch writes it. */
  readonly shape: Shape;
}
