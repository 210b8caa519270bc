import { add, addN, div, mul, pad, pow, slice, square, type Tensor4D } from '@tensorflow/tfjs-core';
import { first, type Op } from './Op.ts';

/** Sums squares over neighbouring channels by shifted slices: tfjs's own kernel knows no even windows. Source: torch.nn.functional.local_response_norm. */
export const LocalResponseNorm: Op<'LocalResponseNorm'> = {
  run(inputs, { size, alpha, beta, k }) {
    const x = first(inputs) as Tensor4D;
    const padded = pad(square(x), [
      [0, 0],
      [0, 0],
      [0, 0],
      [Math.floor(size / 2), Math.floor((size - 1) / 2)],
    ]);
    const neighbours = Array.from({ length: size }, (_unused, shift) => slice(padded, [0, 0, 0, shift], x.shape));
    return div(x, pow(add(mul(addN(neighbours), alpha / size), k), beta));
  },
};
