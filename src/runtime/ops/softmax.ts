import { div, exp, log, max, sub, sum, type Tensor } from '@tensorflow/tfjs-core';
import { first, type Op } from './Op.ts';

/** exp(x) / Σ exp(x) along one axis, without overflow. */
export const Softmax: Op<'Softmax'> = {
  run(inputs, { dim }) {
    const x = first(inputs);
    const axis = tensorAxis(x, dim);
    const powers = exp(sub(x, max(x, axis, true)));
    return div(powers, sum(powers, axis, true));
  },
};

/** x − log Σ exp(x) along one axis, without overflow. */
export const LogSoftmax: Op<'LogSoftmax'> = {
  run(inputs, { dim }) {
    const x = first(inputs);
    const axis = tensorAxis(x, dim);
    const shifted = sub(x, max(x, axis, true));
    return sub(shifted, log(sum(exp(shifted), axis, true)));
  },
};

/** Axis of our tensor for an axis of `[C, H, W]`: channels stand last here, and the batch first. */
export function tensorAxis(x: Tensor, dim: number): number {
  const rank = x.rank - 1;
  const axis = dim < 0 ? dim + rank : dim;
  if (x.rank !== 4) return axis + 1;
  return axis === 0 ? 3 : axis;
}
