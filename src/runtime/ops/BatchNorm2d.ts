import { batchNorm, tensor1d } from '@tensorflow/tfjs-core';
import { first, type Op, weight } from './Op.ts';

/** (x − running_mean) / √(running_var + eps) · weight + bias. */
export const BatchNorm2d: Op<'BatchNorm2d'> = {
  prepare: (arrays) => Object.fromEntries(Object.entries(arrays).map(([name, { data }]) => [name, tensor1d(data)])),
  run: (inputs, { eps }, weights) =>
    batchNorm(
      first(inputs),
      weight(weights, 'running_mean'),
      weight(weights, 'running_var'),
      weight(weights, 'bias'),
      weight(weights, 'weight'),
      eps,
    ),
};
