import type { StateEntry } from './analysis.ts';
import type { Shape } from './shape.ts';

/** One array that a weights file offers, under the name it will be known by. */
export interface TensorInfo {
  readonly name: string;
  readonly shape: Shape;
  /** Shape in the file is not the layer's but holds the same values in the same order (product-quantised codes, timm's VGG). */
  readonly reshape?: boolean;
}

/** A name that both sides know, with shapes that differ. */
export interface Misshaped {
  readonly name: string;
  readonly expected: Shape;
  readonly found: Shape;
}

/** What a weights file and a network have in common. */
export interface WeightsMatch {
  /** Names that fit. */
  readonly matched: readonly string[];
  readonly missing: readonly string[];
  readonly unexpected: readonly string[];
  readonly misshaped: readonly Misshaped[];
  /** Nothing missing and nothing misshaped: the network can run. */
  readonly complete: boolean;
}
