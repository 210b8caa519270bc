import { pad, reshape, slice, type Tensor4D, zeros } from '@tensorflow/tfjs-core';
import type { Pair } from '../../engine/shape.ts';

type Shape4D = [number, number, number, number];

/** Puts the values of a map apart: place o goes to `before` + o·`stride` of an axis of `size`, zeros stand everywhere else. */
export function spreadMap(values: Tensor4D, stride: Pair, before: Pair, size: Pair): Tensor4D {
  return spread(spread(values, 1, stride[0], before[0], size[0]), 2, stride[1], before[1], size[1]);
}

/** As `spreadMap`, along one axis. What would come to lie outside is left out. */
function spread(values: Tensor4D, axis: 1 | 2, stride: number, before: number, size: number): Tensor4D {
  const long = stride === 1 ? values : apart(values, axis, stride);
  const from = Math.max(0, -before);
  const count = Math.min(long.shape[axis], size - before) - from;
  if (count <= 0) return zeros(withSize(long.shape, axis, size));
  const begin: Shape4D = [0, 0, 0, 0];
  begin[axis] = from;
  const kept = count === long.shape[axis] ? long : slice(long, begin, withSize(long.shape, axis, count));
  const start = Math.max(0, before);
  if (count === size) return kept;
  return pad(
    kept,
    kept.shape.map((_side, at) => (at === axis ? [start, size - start - count] : [0, 0])),
  );
}

/** Every value followed by `stride` − 1 zeros. */
function apart(values: Tensor4D, axis: 1 | 2, stride: number): Tensor4D {
  const { shape } = values;
  const inner = shape.slice(axis + 1).reduce((product, side) => product * side, 1);
  const rows = reshape(values, [-1, inner]);
  const padded = pad(rows, [
    [0, 0],
    [0, inner * (stride - 1)],
  ]);
  return reshape(padded, withSize(shape, axis, shape[axis] * stride));
}

function withSize(shape: readonly number[], axis: number, size: number): Shape4D {
  return shape.map((side, at) => (at === axis ? size : side)) as Shape4D;
}
