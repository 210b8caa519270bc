import { norm, reshape, sum, type Tensor } from '@tensorflow/tfjs-core';

/** The Euclidean norm of all values, a scalar. */
export function normOf(tensor: Tensor): Tensor {
  return norm(reshape(tensor, [-1]));
}

/** The norm of a bias's gradient: what is added to every place of a channel or feature is reached from each of them. */
export function biasNorm(gradient: Tensor): Tensor {
  return normOf(sum(reshape(gradient, [-1, gradient.shape.at(-1) ?? 1]), 0));
}
