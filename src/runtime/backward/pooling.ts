import {
  add,
  avgPool,
  cast,
  div,
  equal,
  mul,
  ones,
  slice,
  sub,
  type Tensor4D,
  tidy,
  zeros,
} from '@tensorflow/tfjs-core';
import { resolvePadding } from '../../engine/resolve-padding.ts';
import { first } from '../ops/Op.ts';
import { padForMax } from '../ops/pooling.ts';
import { pairOf, poolPadding, tap, windowCounts } from '../ops/windows.ts';
import type { Back } from './Back.ts';
import { spreadMap } from './spread.ts';

/** The gradient goes to the greatest value of each window; to the first, row by row, where several are equal, as in torch. */
export const MaxPool2d: Back<'MaxPool2d'> = {
  toInputs({ gradient, inputs, output, shape, attrs }) {
    const x = first(inputs) as Tensor4D;
    const [top, left] = poolPadding(x, attrs, shape);
    const padded = padForMax(x, attrs, shape);
    const size = [padded.shape[1], padded.shape[2]] as const;
    const [rows, columns] = attrs.kernelSize;
    let total: Tensor4D = zeros(padded.shape);
    /** One where the greatest value of a window was not met yet. */
    let open: Tensor4D = ones(output.shape as Tensor4D['shape']);
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++) {
        [total, open] = tidy(() => {
          const isGreatest = equal(tap(padded, attrs, shape, [row, column]), output);
          const met = mul(open, cast(isGreatest, 'float32')) as Tensor4D;
          const before = [row * attrs.dilation[0], column * attrs.dilation[1]] as const;
          return [add(total, spreadMap(mul(gradient, met), attrs.stride, before, size)), sub(open, met)];
        });
      }
    return [slice(total, [0, top, left, 0], x.shape)];
  },
};

/** Every value of a window gets its share of the mean: sums of moving windows over the gradient, put apart by the stride. */
export const AvgPool2d: Back<'AvgPool2d'> = {
  toInputs({ gradient, inputs, shape, attrs }) {
    const x = first(inputs) as Tensor4D;
    const [, height, width] = x.shape;
    const { kernelSize, stride, padding } = attrs;
    const [top, left] = resolvePadding(padding, [height, width], kernelSize, stride, [1, 1]);
    const [rows, columns] = kernelSize;
    const apart = spreadMap(
      div(gradient, windowCounts(x, attrs, shape)),
      stride,
      [rows - 1 - top, columns - 1 - left],
      [height + rows - 1, width + columns - 1],
    );
    return [mul(avgPool(apart, pairOf(kernelSize), 1, 'valid'), rows * columns)];
  },
};
