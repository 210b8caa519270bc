import { matMul, reshape, type Tensor2D, type Tensor4D, tensor2d } from '@tensorflow/tfjs-core';
import { adaptiveWindows } from '../ops/AdaptiveAvgPool2d.ts';
import { first } from '../ops/Op.ts';
import type { Back } from './Back.ts';

/** Every value of a window gets its share of the mean; windows may overlap. Rows and columns are products with a matrix each. */
export const AdaptiveAvgPool2d: Back<'AdaptiveAvgPool2d'> = {
  toInputs({ gradient, inputs }) {
    const [batch, height, width, channels] = (first(inputs) as Tensor4D).shape;
    const [, rows, columns] = (gradient as Tensor4D).shape;
    const tall = matMul(shares(height, rows), reshape(gradient, [rows, columns * channels]));
    // Columns come to the front, and go back.
    const across = shares(width, columns);
    const turned = reshape(tall, [height, columns, channels]);
    const wide = matMul(reshape(across, [1, width, columns]), turned);
    return [reshape(wide, [batch, height, width, channels])];
  },
};

/** `[size, places]`: what each value is of each mean. */
function shares(size: number, places: number): Tensor2D {
  const matrix = new Float32Array(size * places);
  for (const [place, { from, count }] of adaptiveWindows(size, places).entries())
    for (let at = from; at < from + count; at++) matrix[at * places + place] = 1 / count;
  return tensor2d(matrix, [size, places]);
}
