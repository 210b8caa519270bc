import { exp, mul, sub, sum } from '@tensorflow/tfjs-core';
import { tensorAxis } from '../ops/softmax.ts';
import type { Back } from './Back.ts';

/** y (g − Σ g y) along the axis. */
export const Softmax: Back<'Softmax'> = {
  toInputs({ gradient, output, attrs: { dim } }) {
    const along = sum(mul(gradient, output), tensorAxis(output, dim), true);
    return [mul(output, sub(gradient, along))];
  },
};

/** g − exp(y) Σ g along the axis. */
export const LogSoftmax: Back<'LogSoftmax'> = {
  toInputs({ gradient, output, attrs: { dim } }) {
    return [sub(gradient, mul(exp(output), sum(gradient, tensorAxis(output, dim), true)))];
  },
};
