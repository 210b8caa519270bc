import { addN, matMul, mul, reshape, slice, type Tensor, type Tensor2D } from '@tensorflow/tfjs-core';
import { first, weight } from '../ops/Op.ts';
import type { Back } from './Back.ts';
import { biasNorm, normOf } from './norms.ts';

/** Back through x Wᵀ + b, whose weight lies in pieces of outputs. */
export const Linear: Back<'Linear'> = {
  toInputs({ gradient, inputs, weights }) {
    const rows = asRows(gradient);
    let from = 0;
    const parts = Object.keys(weights)
      .filter((name) => name !== 'bias')
      .map((name) => {
        const piece = weight(weights, name) as Tensor2D;
        const part = slice(rows, [0, from], [-1, piece.shape[1]]);
        from += piece.shape[1];
        return matMul(part, piece, false, true);
      });
    return [reshape(addN(parts), [...first(inputs).shape])];
  },
  weightNorms({ gradient, inputs, attrs: { bias } }) {
    const [x, g] = [asRows(first(inputs)), asRows(gradient)];
    // Of one row, the gradient is g xᵀ, whose norm needs no matrix: VGG's first would have 392 MiB.
    const norm = x.shape[0] === 1 ? mul(normOf(x), normOf(g)) : normOf(matMul(x, g, true, false));
    return { weight: norm, ...(bias && { bias: biasNorm(gradient) }) };
  },
};

function asRows(tensor: Tensor): Tensor2D {
  return reshape(tensor, [-1, tensor.shape.at(-1) ?? 1]);
}
