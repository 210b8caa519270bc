import { add, concat, matMul, reshape, type Tensor2D, tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { first, type Op, weight } from './Op.ts';

/** Most bytes of one piece of a matrix: what every WebGPU device binds at once. VGG's first has 392 MiB, AlexNet's 144 MiB. */
const PIECE_BYTES = 2 ** 27;

/**
 * x Wᵀ + b over the last axis. The weight is kept as `[in, out]`, in pieces of whole columns: tfjs's product with a transposed one is
 * slow everywhere.
 */
export const Linear: Op<'Linear'> = {
  prepare({ weight: matrix, bias }) {
    if (matrix === undefined) return {};
    const [outputs = 1, inputs = 1] = matrix.shape;
    const count = Math.ceil((outputs * inputs * 4) / PIECE_BYTES);
    const most = Math.ceil(outputs / count);
    const pieces = Array.from({ length: Math.ceil(outputs / most) }, (_unused, index) => {
      const rows = Math.min(most, outputs - index * most);
      const part = matrix.data.subarray(index * most * inputs, (index * most + rows) * inputs);
      return [`weight${index}`, tensor2d(transposed(part, rows, inputs), [inputs, rows])] as const;
    });
    return { ...Object.fromEntries(pieces), ...(bias !== undefined && { bias: tensor1d(bias.data) }) };
  },
  run(inputs, attrs, weights) {
    const x = first(inputs);
    const rows = reshape(x, [-1, x.shape.at(-1) ?? 1]) as Tensor2D;
    const products = Object.keys(weights)
      .filter((name) => name !== 'bias')
      .map((name) => matMul(rows, weight(weights, name) as Tensor2D));
    const product = products.length === 1 && products[0] !== undefined ? products[0] : concat(products, 1);
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
