import { add, matMul, sum, type Tensor2D } from '@tensorflow/tfjs-core';
import { type Layer, parameter } from './Layer.ts';

/**
 * Fully connected layer, `[batch, inputs] → [batch, outputs]`; `y = x W + b`.
 * Parameters `${name}.weight` `[inputs, outputs]`, uniform in ±bound, and `${name}.bias`, zero at first.
 */
export function dense(name: string, inputs: number, outputs: number, bound: number): Layer {
  return {
    parameters: [
      { name: `${name}.weight`, shape: [inputs, outputs], bound },
      { name: `${name}.bias`, shape: [outputs], constant: 0 },
    ],
    forward(input, parameters) {
      const x = input as Tensor2D;
      const weight = parameter(parameters, `${name}.weight`) as Tensor2D;
      return {
        output: add(matMul(x, weight), parameter(parameters, `${name}.bias`)),
        backward: (gradient) => ({
          input: matMul(gradient as Tensor2D, weight, false, true),
          parameters: new Map([
            [`${name}.weight`, matMul(x, gradient as Tensor2D, true, false)],
            [`${name}.bias`, sum(gradient, 0)],
          ]),
        }),
      };
    },
  };
}
