import { reshape, transpose } from '@tensorflow/tfjs-core';
import { first } from '../ops/Op.ts';
import type { Back } from './Back.ts';

/** Values go back to where torch.flatten, channel by channel, took them from. */
export const Flatten: Back<'Flatten'> = {
  toInputs({ gradient, inputs }) {
    const { shape } = first(inputs);
    if (shape.length !== 4) return [reshape(gradient, [...shape])];
    const [batch = 1, height = 1, width = 1, channels = 1] = shape;
    return [transpose(reshape(gradient, [batch, channels, height, width]), [0, 2, 3, 1])];
  },
};
