import type { Padding } from './layers/attrs.ts';
import type { Pair } from './shape.ts';

/** Padding in elements: top, left, bottom, right. */
export type Sides = readonly [top: number, left: number, bottom: number, right: number];

/**
 * Padding of a window over a map of `size`, in elements.
 *
 *     'same': total = max((ceil(I / S) − 1)·S + D(K − 1) + 1 − I, 0), the odd element at the end
 *
 * Source: tf.nn, "Notes on padding".
 */
export function resolvePadding(padding: Padding, size: Pair, kernel: Pair, stride: Pair, dilation: Pair): Sides {
  if (padding === 'valid') return [0, 0, 0, 0];
  if (padding === 'same') {
    const [top, bottom] = samePadding(size[0], kernel[0], stride[0], dilation[0]);
    const [left, right] = samePadding(size[1], kernel[1], stride[1], dilation[1]);
    return [top, left, bottom, right];
  }
  if (padding.length === 4) return padding;
  const [height, width] = padding;
  return [height, width, height, width];
}

function samePadding(size: number, kernel: number, stride: number, dilation: number): readonly [number, number] {
  const total = Math.max((Math.ceil(size / stride) - 1) * stride + dilation * (kernel - 1) + 1 - size, 0);
  return [Math.floor(total / 2), Math.ceil(total / 2)];
}
