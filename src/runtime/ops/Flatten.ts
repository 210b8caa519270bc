import { clone, reshape, transpose } from '@tensorflow/tfjs-core';
import { first, type Op } from './Op.ts';

/** Channel by channel, as torch.flatten: our maps stand channels last, so they are turned first. */
export const Flatten: Op<'Flatten'> = {
  run(inputs) {
    const x = first(inputs);
    if (x.rank !== 4) return x.rank === 2 ? clone(x) : reshape(x, [x.shape[0] ?? 1, -1]);
    const isColumn = x.shape[1] === 1 && x.shape[2] === 1;
    return reshape(isColumn ? x : transpose(x, [0, 3, 1, 2]), [x.shape[0] ?? 1, -1]);
  },
};
