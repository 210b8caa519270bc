import { add, addN, div, mul, pad, pow, slice, square, type Tensor4D } from '@tensorflow/tfjs-core';
import type { LocalResponseNormAttrs } from '../../engine/layers/attrs.ts';
import { first, type Op } from './Op.ts';

/** Sums squares over neighbouring channels by shifted slices: tfjs's own kernel knows no even windows. Source: torch.nn.functional.local_response_norm. */
export const LocalResponseNorm: Op<'LocalResponseNorm'> = {
  run(inputs, attrs) {
    const x = first(inputs) as Tensor4D;
    return div(x, pow(divisor(x, attrs), attrs.beta));
  },
};

/** k + α/n · Σ x² over the n neighbours of a channel: what a value is divided by, before the power. */
export function divisor(x: Tensor4D, { size, alpha, k }: LocalResponseNormAttrs): Tensor4D {
  const sums = neighbourSums(square(x), Math.floor(size / 2), Math.floor((size - 1) / 2));
  return add(mul(sums, alpha / size), k);
}

/** Each channel with its neighbours added: so many before it, and so many after. */
export function neighbourSums(x: Tensor4D, before: number, after: number): Tensor4D {
  const padded = pad(x, [
    [0, 0],
    [0, 0],
    [0, 0],
    [before, after],
  ]);
  return addN(Array.from({ length: before + 1 + after }, (_unused, shift) => slice(padded, [0, 0, 0, shift], x.shape)));
}
