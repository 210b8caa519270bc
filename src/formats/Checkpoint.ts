import { numel, type Shape } from '../engine/shape.ts';
import type { Dtype } from './dtypes.ts';

/** A run of bytes of a file. */
export interface FilePlace {
  readonly file: Blob;
  readonly begin: number;
  readonly end: number;
}

/** One array of a weights file, read when it is asked for. */
export interface LazyTensor {
  readonly name: string;
  readonly dtype: Dtype;
  readonly shape: Shape;
  /** The layer's shape may differ: the same values in the same order (product-quantised codes, timm's VGG). */
  readonly reshape?: true;
  /** Where its values lie one after another as they are; absent where they must be unpacked or gathered. Neighbours can be read in one go. */
  readonly place?: FilePlace;
  /** The values row by row. Sixteen-bit floats, float64, integers and booleans become float32. */
  read(): Promise<Float32Array>;
}

/** A weights file that was opened: its arrays by name. */
export interface Checkpoint {
  readonly format: 'safetensors' | 'pytorch-zip' | 'pytorch-legacy' | 'arrays';
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

/** Arrays that are in memory, as if they had been read from a file. */
export function checkpointOfArrays(
  arrays: ReadonlyMap<string, { readonly shape: Shape; readonly data: Float32Array }>,
): Checkpoint {
  const tensors = new Map(
    [...arrays].map(([name, { shape, data }]): [string, LazyTensor] => [
      name,
      { name, dtype: 'float32', shape, read: async () => data },
    ]),
  );
  const values = [...arrays.values()].reduce((sum, { shape }) => sum + numel(shape), 0);
  return { format: 'arrays', bytes: values * Float32Array.BYTES_PER_ELEMENT, tensors, quantised: false };
}
