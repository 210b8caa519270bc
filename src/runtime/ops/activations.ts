import { add, erf, leakyRelu, mul, relu, sigmoid, tanh } from '@tensorflow/tfjs-core';
import type { LayerKind } from '../../engine/layers/attrs.ts';
import { first, type Op } from './Op.ts';

/** Functions of each value on its own. GELU is torch's exact one, x·Φ(x). */
export const activations = {
  ReLU: { run: (inputs) => relu(first(inputs)) },
  LeakyReLU: { run: (inputs, { negativeSlope }) => leakyRelu(first(inputs), negativeSlope) },
  Sigmoid: { run: (inputs) => sigmoid(first(inputs)) },
  Tanh: { run: (inputs) => tanh(first(inputs)) },
  GELU: {
    run(inputs) {
      const x = first(inputs);
      return mul(mul(x, 0.5), add(erf(mul(x, Math.SQRT1_2)), 1));
    },
  },
} as const satisfies { readonly [Kind in LayerKind]?: Op<Kind> };
