import {
  add,
  conv2d,
  matMul,
  pad,
  reshape,
  reverse,
  slice,
  stack,
  sum,
  type Tensor,
  type Tensor2D,
  type Tensor4D,
  transpose,
} from '@tensorflow/tfjs-core';
import { type Layer, parameter } from './Layer.ts';

/**
 * Convolution with an odd square kernel, stride 1 and as much padding as keeps the size, `[batch, H, W, in] → [batch, H, W, out]`.
 * Parameters `${name}.weight` `[k, k, in, out]` and `${name}.bias`. The gradient of the weight is a sum of products of shifted
 * inputs, since the WASM backend has no `Conv2DBackpropFilter`.
 */
export function conv(name: string, kernel: number, inputs: number, outputs: number, bound: number): Layer {
  const margin = (kernel - 1) / 2;
  return {
    parameters: [
      { name: `${name}.weight`, shape: [kernel, kernel, inputs, outputs], bound },
      { name: `${name}.bias`, shape: [outputs], constant: 0 },
    ],
    forward(input, parameters) {
      const x = input as Tensor4D;
      const weight = parameter(parameters, `${name}.weight`) as Tensor4D;
      return {
        output: add(conv2d(x, weight, 1, margin), parameter(parameters, `${name}.bias`)),
        backward: (gradient) => ({
          input: conv2d(gradient as Tensor4D, transpose(reverse(weight, [0, 1]), [0, 1, 3, 2]) as Tensor4D, 1, margin),
          parameters: new Map([
            [`${name}.weight`, weightGradient(x, gradient as Tensor4D, kernel)],
            [`${name}.bias`, sum(gradient, [0, 1, 2])],
          ]),
        }),
      };
    },
  };
}

function weightGradient(x: Tensor4D, gradient: Tensor4D, kernel: number): Tensor {
  const [batch, height, width, inputs] = x.shape;
  const outputs = gradient.shape[3];
  const margin = (kernel - 1) / 2;
  const padded = pad(x, [
    [0, 0],
    [margin, margin],
    [margin, margin],
    [0, 0],
  ]) as Tensor4D;
  const columns = reshape(gradient, [batch * height * width, outputs]) as Tensor2D;
  const taps: Tensor[] = [];
  for (let row = 0; row < kernel; row++)
    for (let column = 0; column < kernel; column++) {
      const shifted = slice(padded, [0, row, column, 0], [batch, height, width, inputs]);
      taps.push(matMul(reshape(shifted, [batch * height * width, inputs]) as Tensor2D, columns, true, false));
    }
  return reshape(stack(taps), [kernel, kernel, inputs, outputs]);
}
