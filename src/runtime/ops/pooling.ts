import { avgPool, div, max, maxPool, mul, pad, stack, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core';
import type { MaxPool2dAttrs } from '../../engine/layers/attrs.ts';
import type { Shape } from '../../engine/shape.ts';
import { first, type Op } from './Op.ts';
import { pairOf, poolPadding, tap, toPairs, windowCounts } from './windows.ts';

/** Stands for minus infinity in padding: below every value of float32 that a network makes, and still finite for every backend. */
const LOWEST = -3.4e38;

/**
 * The greatest value of each window. The input is padded explicitly, so that ceil mode and asymmetric padding are exact on every
 * backend (tfjs's own ceil mode is wrong on WASM).
 */
export const MaxPool2d: Op<'MaxPool2d'> = {
  run(inputs, attrs, _weights, output) {
    const padded = padForMax(first(inputs) as Tensor4D, attrs, output);
    if (attrs.dilation[0] === 1 && attrs.dilation[1] === 1)
      return maxPool(padded, pairOf(attrs.kernelSize), pairOf(attrs.stride), 'valid');
    return max(stack(taps(padded, attrs, output)), 0);
  },
};

/** The mean of each window: over the values alone, or over the padding's zeros too (never over what ceil mode adds beyond it). */
export const AvgPool2d: Op<'AvgPool2d'> = {
  run(inputs, attrs, _weights, output) {
    const x = first(inputs) as Tensor4D;
    const sides = poolPadding(x, { ...attrs, dilation: [1, 1] }, output);
    if (sides.every((side) => side === 0)) return avgPool(x, pairOf(attrs.kernelSize), pairOf(attrs.stride), 'valid');
    const padded = pad(x, toPairs(sides)) as Tensor4D;
    const cells = attrs.kernelSize[0] * attrs.kernelSize[1];
    const sums = mul(avgPool(padded, pairOf(attrs.kernelSize), pairOf(attrs.stride), 'valid'), cells);
    return div(sums, windowCounts(x, attrs, output));
  },
};

/** A map with what `MaxPool2d` puts around it: what no value of the map is below. */
export function padForMax(x: Tensor4D, attrs: MaxPool2dAttrs, output: Shape): Tensor4D {
  return pad(x, toPairs(poolPadding(x, attrs, output)), LOWEST) as Tensor4D;
}

/** Shifted, strided copies of the input, one for each cell of a dilated window. */
function taps(padded: Tensor4D, attrs: MaxPool2dAttrs, output: Shape): Tensor[] {
  const [rows, columns] = attrs.kernelSize;
  return Array.from({ length: rows * columns }, (_unused, cell) =>
    tap(padded, attrs, output, [Math.floor(cell / columns), cell % columns]),
  );
}
