import { add, matMul, reshape, type Tensor2D, tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { first, type Op, weight } from './Op.ts';

/** x Wᵀ + b over the last axis. The weight is kept as `[in, out]`: tfjs's product with a transposed one is slow everywhere. */
export const Linear: Op<'Linear'> = {
  prepare({ weight: matrix, bias }) {
    if (matrix === undefined) return {};
    const [outputs = 1, inputs = 1] = matrix.shape;
    const weights = { weight: tensor2d(transposed(matrix.data, outputs, inputs), [inputs, outputs]) };
    return bias === undefined ? weights : { ...weights, bias: tensor1d(bias.data) };
  },
  run(inputs, attrs, weights) {
    const x = first(inputs);
    const matrix = weight(weights, 'weight') as Tensor2D;
    const rows = reshape(x, [-1, matrix.shape[0]]) as Tensor2D;
    const product = matMul(rows, matrix);
    const result = attrs.bias ? add(product, weight(weights, 'bias')) : product;
    return reshape(result, [...x.shape.slice(0, -1), attrs.outFeatures]);
  },
};

/** `[rows, columns]` turned to `[columns, rows]`, in tiles that stay in the cache. */
function transposed(data: Float32Array, rows: number, columns: number): Float32Array {
  const TILE = 64;
  const turned = new Float32Array(data.length);
  for (let top = 0; top < rows; top += TILE)
    for (let left = 0; left < columns; left += TILE)
      for (let row = top; row < Math.min(top + TILE, rows); row++)
        for (let column = left; column < Math.min(left + TILE, columns); column++)
          turned[column * rows + row] = data[row * columns + column] ?? 0;
  return turned;
}
