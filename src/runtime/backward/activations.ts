import { add, erf, exp, mul, square, step, sub } from '@tensorflow/tfjs-core';
import type { LayerKind } from '../../engine/layers/attrs.ts';
import { first } from '../ops/Op.ts';
import type { Back } from './Back.ts';

/** Back through functions of each value on its own: the gradient times the slope. */
export const activations = {
  ReLU: { toInputs: ({ gradient, output }) => [mul(gradient, step(output))] },
  LeakyReLU: {
    toInputs: ({ gradient, inputs, attrs: { negativeSlope } }) => [mul(gradient, step(first(inputs), negativeSlope))],
  },
  // σ′ = σ (1 − σ)
  Sigmoid: { toInputs: ({ gradient, output }) => [mul(gradient, mul(output, sub(1, output)))] },
  // tanh′ = 1 − tanh²
  Tanh: { toInputs: ({ gradient, output }) => [mul(gradient, sub(1, square(output)))] },
  GELU: {
    // (x Φ)′ = Φ + x φ
    toInputs({ gradient, inputs }) {
      const x = first(inputs);
      const below = mul(add(erf(mul(x, Math.SQRT1_2)), 1), 0.5);
      const density = mul(exp(mul(square(x), -0.5)), 1 / Math.sqrt(2 * Math.PI));
      return [mul(gradient, add(below, mul(x, density)))];
    },
  },
} as const satisfies { readonly [Kind in LayerKind]?: Back<Kind> };
