import { add, mean, mul, rsqrt, square, sub, sum, type Tensor } from '@tensorflow/tfjs-core';
import { type Layer, parameter } from './Layer.ts';

/** Added to the variance; torch's default. */
const EPSILON = 1e-5;

/**
 * Batch normalisation as while training: over all axes but the last, with the batch's own (biased) variance.
 * Parameters `${name}.weight` and `${name}.bias`, one value a feature. Source: arXiv 1502.03167.
 */
export function batchNorm(name: string, features: number): Layer {
  return {
    parameters: [
      { name: `${name}.weight`, shape: [features], constant: 1 },
      { name: `${name}.bias`, shape: [features], constant: 0 },
    ],
    forward(input, parameters) {
      const axes = input.shape.map((_size, axis) => axis).slice(0, -1);
      const weight = parameter(parameters, `${name}.weight`);
      const centred = sub(input, mean(input, axes));
      const scale = rsqrt(add(mean(square(centred), axes), EPSILON));
      const normal = mul(centred, scale);
      return {
        output: add(mul(normal, weight), parameter(parameters, `${name}.bias`)),
        backward: (gradient) => ({
          input: mul(mul(weight, scale), projected(gradient, normal, axes)),
          parameters: new Map([
            [`${name}.weight`, sum(mul(gradient, normal), axes)],
            [`${name}.bias`, sum(gradient, axes)],
          ]),
        }),
      };
    },
  };
}

/** The gradient without its parts along the mean and along the normalised input: what normalising takes away. */
function projected(gradient: Tensor, normal: Tensor, axes: number[]): Tensor {
  const along = mul(normal, mean(mul(gradient, normal), axes));
  return sub(sub(gradient, mean(gradient, axes)), along);
}
