import { add, concat, conv2dTranspose, pad, slice, type Tensor4D, tensor1d, tensor4d } from '@tensorflow/tfjs-core';
import { first, type Op, weight } from './Op.ts';

/**
 * Transposed convolution: tfjs's 'valid' one makes the whole output, from which torch's padding is cut and to which its output
 * padding is added. Dilation is put into the filter as zeros, since tfjs has none.
 */
export const ConvTranspose2d: Op<'ConvTranspose2d'> = {
  prepare({ weight: filter, bias }, attrs, [channels = 1]) {
    if (filter === undefined) return {};
    const [height, width] = attrs.kernelSize;
    const [rows, columns] = [attrs.dilation[0] * (height - 1) + 1, attrs.dilation[1] * (width - 1) + 1];
    const inWidth = channels / attrs.groups;
    const outWidth = attrs.outChannels / attrs.groups;
    const weights: Record<string, Tensor4D | ReturnType<typeof tensor1d>> = {};
    for (let group = 0; group < attrs.groups; group++) {
      const data = new Float32Array(rows * columns * outWidth * inWidth);
      for (let input = 0; input < inWidth; input++)
        for (let out = 0; out < outWidth; out++)
          for (let row = 0; row < height; row++)
            for (let column = 0; column < width; column++) {
              const cell = row * attrs.dilation[0] * columns + column * attrs.dilation[1];
              const source = (((group * inWidth + input) * outWidth + out) * height + row) * width + column;
              data[(cell * outWidth + out) * inWidth + input] = filter.data[source] ?? 0;
            }
      weights[`filter${group}`] = tensor4d(data, [rows, columns, outWidth, inWidth]);
    }
    return bias === undefined ? weights : { ...weights, bias: tensor1d(bias.data) };
  },
  run(inputs, attrs, weights, output) {
    const x = first(inputs) as Tensor4D;
    const [batch, height, width, channels] = x.shape;
    const [, outHeight = 1, outWidth = 1] = output;
    const inWidth = channels / attrs.groups;
    const parts = Array.from({ length: attrs.groups }, (_unused, group) => {
      const filter = weight(weights, `filter${group}`) as Tensor4D;
      const part = attrs.groups === 1 ? x : (slice(x, [0, 0, 0, group * inWidth], [-1, -1, -1, inWidth]) as Tensor4D);
      const rows = (height - 1) * attrs.stride[0] + filter.shape[0];
      const columns = (width - 1) * attrs.stride[1] + filter.shape[1];
      return conv2dTranspose(
        part,
        filter,
        [batch, rows, columns, filter.shape[2]],
        [...attrs.stride] as [number, number],
        'valid',
      );
    });
    const whole = parts.length === 1 && parts[0] !== undefined ? parts[0] : (concat(parts, 3) as Tensor4D);
    const grown = pad(whole, [
      [0, 0],
      [0, attrs.outputPadding[0]],
      [0, attrs.outputPadding[1]],
      [0, 0],
    ]) as Tensor4D;
    const cut = slice(grown, [0, attrs.padding[0], attrs.padding[1], 0], [-1, outHeight, outWidth, -1]);
    return attrs.bias ? add(cut, weight(weights, 'bias')) : cut;
  },
};
