import {
  avgPool,
  div,
  max,
  maxPool,
  mul,
  pad,
  slice,
  stack,
  type Tensor,
  type Tensor4D,
  tensor4d,
} from '@tensorflow/tfjs-core';
import type { AvgPool2dAttrs, MaxPool2dAttrs } from '../../engine/layers/attrs.ts';
import { resolvePadding, type Sides } from '../../engine/resolve-padding.ts';
import type { Shape } from '../../engine/shape.ts';
import { first, type Op } from './Op.ts';

/** Stands for minus infinity in padding: below every value of float32 that a network makes, and still finite for every backend. */
const LOWEST = -3.4e38;

/**
 * The greatest value of each window. The input is padded explicitly, so that ceil mode and asymmetric padding are exact on every
 * backend (tfjs's own ceil mode is wrong on WASM).
 */
export const MaxPool2d: Op<'MaxPool2d'> = {
  run(inputs, attrs, _weights, output) {
    const x = first(inputs) as Tensor4D;
    const sides = paddingFor(x, attrs, output);
    const padded = pad(x, toPairs(sides), LOWEST) as Tensor4D;
    if (attrs.dilation[0] === 1 && attrs.dilation[1] === 1)
      return maxPool(padded, pairOf(attrs.kernelSize), pairOf(attrs.stride), 'valid');
    return max(stack(taps(padded, attrs, output)), 0);
  },
};

/** The mean of each window: over the values alone, or over the padding's zeros too (never over what ceil mode adds beyond it). */
export const AvgPool2d: Op<'AvgPool2d'> = {
  run(inputs, attrs, _weights, output) {
    const x = first(inputs) as Tensor4D;
    const sides = paddingFor(x, { ...attrs, dilation: [1, 1] }, output);
    if (sides.every((side) => side === 0)) return avgPool(x, pairOf(attrs.kernelSize), pairOf(attrs.stride), 'valid');
    const padded = pad(x, toPairs(sides)) as Tensor4D;
    const cells = attrs.kernelSize[0] * attrs.kernelSize[1];
    const sums = mul(avgPool(padded, pairOf(attrs.kernelSize), pairOf(attrs.stride), 'valid'), cells);
    return div(sums, windowCounts(x, attrs, output));
  },
};

interface PoolAttrs extends Omit<MaxPool2dAttrs, 'ceilMode'> {}

/** The layer's padding, and at the end whatever ceil mode needs for its last window; cut where no window reaches. */
function paddingFor(
  x: Tensor4D,
  { kernelSize, stride, padding, dilation }: PoolAttrs,
  [, height = 1, width = 1]: Shape,
): Sides {
  const [top, left, bottom, right] = resolvePadding(padding, [x.shape[1], x.shape[2]], kernelSize, stride, dilation);
  const reach = (axis: 0 | 1, places: number): number =>
    (places - 1) * stride[axis] + dilation[axis] * (kernelSize[axis] - 1) + 1;
  return [
    top,
    left,
    Math.max(bottom, reach(0, height) - x.shape[1] - top),
    Math.max(right, reach(1, width) - x.shape[2] - left),
  ];
}

/** Shifted, strided copies of the input, one for each cell of a dilated window. */
function taps(
  padded: Tensor4D,
  { kernelSize, stride, dilation }: PoolAttrs,
  [, height = 1, width = 1]: Shape,
): Tensor[] {
  const found: Tensor[] = [];
  for (let row = 0; row < kernelSize[0]; row++)
    for (let column = 0; column < kernelSize[1]; column++) {
      const part = slice(
        padded,
        [0, row * dilation[0], column * dilation[1], 0],
        [-1, (height - 1) * stride[0] + 1, (width - 1) * stride[1] + 1, -1],
      ) as Tensor4D;
      found.push(stride[0] === 1 && stride[1] === 1 ? part : maxPool(part, 1, pairOf(stride), 'valid'));
    }
  return found;
}

/** How many values each window counts, `[1, H', W', 1]`. */
function windowCounts(
  x: Tensor4D,
  { kernelSize, stride, padding, countIncludePad }: AvgPool2dAttrs,
  [, height = 1, width = 1]: Shape,
): Tensor4D {
  const [top, left, bottom, right] = resolvePadding(padding, [x.shape[1], x.shape[2]], kernelSize, stride, [1, 1]);
  const axis = (
    size: number,
    begin: number,
    end: number,
    kernel: number,
    step: number,
    places: number,
  ): readonly number[] =>
    Array.from({ length: places }, (_unused, place) => {
      const from = place * step - begin;
      const [least, most] = countIncludePad ? [-begin, size + end] : [0, size];
      return Math.min(from + kernel, most) - Math.max(from, least);
    });
  const rows = axis(x.shape[1], top, bottom, kernelSize[0], stride[0], height);
  const columns = axis(x.shape[2], left, right, kernelSize[1], stride[1], width);
  return tensor4d(
    rows.flatMap((count) => columns.map((other) => count * other)),
    [1, height, width, 1],
  );
}

function toPairs([top, left, bottom, right]: Sides): [
  [number, number],
  [number, number],
  [number, number],
  [number, number],
] {
  return [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ];
}

function pairOf([height, width]: readonly [number, number]): [number, number] {
  return [height, width];
}
