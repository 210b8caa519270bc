import { add, mul, reshape, rsqrt, sub, sum } from '@tensorflow/tfjs-core';
import { first, weight } from '../ops/Op.ts';
import type { Back } from './Back.ts';
import { biasNorm, normOf } from './norms.ts';

/** Back through (x − running_mean) / √(running_var + eps) · weight + bias, whose statistics stand still. */
export const BatchNorm2d: Back<'BatchNorm2d'> = {
  toInputs({ gradient, attrs: { eps }, weights }) {
    const scale = mul(weight(weights, 'weight'), rsqrt(add(weight(weights, 'running_var'), eps)));
    return [mul(gradient, scale)];
  },
  weightNorms({ gradient, inputs, attrs: { eps }, weights }) {
    const centred = sub(first(inputs), weight(weights, 'running_mean'));
    const along = sum(reshape(mul(gradient, centred), [-1, gradient.shape.at(-1) ?? 1]), 0);
    return {
      weight: normOf(mul(along, rsqrt(add(weight(weights, 'running_var'), eps)))),
      bias: biasNorm(gradient),
    };
  },
};
