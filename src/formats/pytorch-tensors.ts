import type { LazyTensor } from './Checkpoint.ts';
import type { TensorRef } from './pickle-values.ts';
import { readView, type StorageReader } from './strided.ts';

/** Tensors of a pickle, to be read from their storages when they are asked for. */
export function toLazyTensors(
  tensors: ReadonlyMap<string, TensorRef>,
  read: StorageReader,
): ReadonlyMap<string, LazyTensor> {
  return new Map(
    [...tensors].map(([name, ref]) => [
      name,
      { name, dtype: ref.storage.dtype, shape: ref.shape, read: () => readView(ref, read) },
    ]),
  );
}
