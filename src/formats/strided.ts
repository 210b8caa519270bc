import { numel } from '../engine/shape.ts';
import { bytesOf, toFloat32 } from './dtypes.ts';
import type { TensorRef } from './pickle-values.ts';

/** Reads bytes `begin` to `end` of a storage. */
export type StorageReader = (key: string, begin: number, end: number) => Promise<ArrayBuffer>;

/** The values of a view of a storage, row by row: only the bytes between its first and its last value are read. */
export async function readView(
  { storage, offset, shape, stride }: TensorRef,
  read: StorageReader,
): Promise<Float32Array> {
  const count = numel(shape);
  if (count === 0) return new Float32Array(0);
  const size = bytesOf(storage.dtype);
  const reach = shape.reduce((sum, length, axis) => sum + (length - 1) * (stride[axis] ?? 0), 0) + 1;
  const values = toFloat32(await read(storage.key, offset * size, (offset + reach) * size), storage.dtype);
  return isContiguous(shape, stride) ? values : gather(values, shape, stride, count);
}

function isContiguous(shape: readonly number[], stride: readonly number[]): boolean {
  let step = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    if (shape[axis] !== 1 && stride[axis] !== step) return false;
    step *= shape[axis] ?? 1;
  }
  return true;
}

function gather(
  values: Float32Array,
  shape: readonly number[],
  stride: readonly number[],
  count: number,
): Float32Array {
  const result = new Float32Array(count);
  const index = shape.map(() => 0);
  let from = 0;
  for (let to = 0; to < count; to++) {
    result[to] = values[from] ?? 0;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const step = stride[axis] ?? 0;
      const next = (index[axis] ?? 0) + 1;
      from += step;
      if (next < (shape[axis] ?? 1)) {
        index[axis] = next;
        break;
      }
      from -= next * step;
      index[axis] = 0;
    }
  }
  return result;
}
