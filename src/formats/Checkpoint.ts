import type { Shape } from '../engine/shape.ts';
import type { Dtype } from './dtypes.ts';

/** One array of a weights file, read when it is asked for. */
export interface LazyTensor {
  readonly name: string;
  readonly dtype: Dtype;
  readonly shape: Shape;
  /** The layer's shape may differ: the same values in the same order (product-quantised codes, timm's VGG). */
  readonly reshape?: true;
  /** The values row by row. Sixteen-bit floats, float64, integers and booleans become float32. */
  read(): Promise<Float32Array>;
}

/** A weights file that was opened: its arrays by name. */
export interface Checkpoint {
  readonly format: 'safetensors' | 'pytorch-zip' | 'pytorch-legacy';
  readonly bytes: number;
  readonly tensors: ReadonlyMap<string, LazyTensor>;
  /** Whether codes of a product quantisation were found, and turned into weights. */
  readonly quantised: boolean;
}

/** What every reader of a format gives: names as they stand in the file. */
export interface RawCheckpoint {
  readonly format: Checkpoint['format'];
  readonly tensors: ReadonlyMap<string, LazyTensor>;
}
