import { localResponseNormalization, type Tensor4D } from '@tensorflow/tfjs-core';
import { first, type Op } from './Op.ts';

/** torch divides alpha by the window's size, tfjs does not. Even sizes, which tfjs cannot centre, are padded as in torch. */
export const LocalResponseNorm: Op<'LocalResponseNorm'> = {
  run(inputs, { size, alpha, beta, k }) {
    return localResponseNormalization(first(inputs) as Tensor4D, Math.floor(size / 2), k, alpha / size, beta);
  },
};
