import { mul, pow, sub, type Tensor4D } from '@tensorflow/tfjs-core';
import { divisor, neighbourSums } from '../ops/LocalResponseNorm.ts';
import { first } from '../ops/Op.ts';
import type { Back } from './Back.ts';

/**
 *     y = x d^(−β), d = k + α/n Σ x²      ∂L/∂x = g d^(−β) − 2 α β / n · x Σ′ g x d^(−β−1)
 *
 * Σ′ goes over the channels that have this one among their neighbours.
 */
export const LocalResponseNorm: Back<'LocalResponseNorm'> = {
  toInputs({ gradient, inputs, attrs }) {
    const { size, alpha, beta } = attrs;
    const x = first(inputs) as Tensor4D;
    const d = divisor(x, attrs);
    const own = mul(gradient, pow(d, -beta));
    const shares = mul(mul(gradient, x), pow(d, -beta - 1)) as Tensor4D;
    const others = neighbourSums(shares, Math.floor((size - 1) / 2), Math.floor(size / 2));
    return [sub(own, mul(mul(x, others), (2 * alpha * beta) / size))];
  },
};
