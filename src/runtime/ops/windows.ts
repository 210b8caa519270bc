import { maxPool, slice, type Tensor4D, tensor4d } from '@tensorflow/tfjs-core';
import type { AvgPool2dAttrs, MaxPool2dAttrs } from '../../engine/layers/attrs.ts';
import { resolvePadding, type Sides } from '../../engine/resolve-padding.ts';
import type { Pair, Shape } from '../../engine/shape.ts';

/** The layer's padding, and at the end whatever ceil mode needs for its last window; cut where no window reaches. */
export function poolPadding(
  x: Tensor4D,
  { kernelSize, stride, padding, dilation }: Pick<MaxPool2dAttrs, 'kernelSize' | 'stride' | 'padding' | 'dilation'>,
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

/** What one cell of a moving window sees at every place `[row, column]` of the output: a shifted, strided copy of the padded map. */
export function tap(
  padded: Tensor4D,
  { stride, dilation }: Pick<MaxPool2dAttrs, 'stride' | 'dilation'>,
  [, height = 1, width = 1]: Shape,
  [row, column]: Pair,
): Tensor4D {
  const part = slice(
    padded,
    [0, row * dilation[0], column * dilation[1], 0],
    [-1, (height - 1) * stride[0] + 1, (width - 1) * stride[1] + 1, -1],
  ) as Tensor4D;
  return stride[0] === 1 && stride[1] === 1 ? part : maxPool(part, 1, pairOf(stride), 'valid');
}

/** How many values each window counts, `[1, H', W', 1]`. */
export function windowCounts(
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

/** Padding as `pad` takes it. */
export function toPairs([top, left, bottom, right]: Sides): [
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

/** A pair that tfjs may write to. */
export function pairOf([height, width]: readonly [number, number]): [number, number] {
  return [height, width];
}
