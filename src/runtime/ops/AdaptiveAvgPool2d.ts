import { avgPool, clone, concat, mean, reshape, slice, type Tensor4D } from '@tensorflow/tfjs-core';
import { first, type Op } from './Op.ts';

/** Row i of the output is the mean of rows floor(i·H/O) to ceil((i + 1)·H/O); columns alike. Source: torch.nn.AdaptiveAvgPool2d. */
export const AdaptiveAvgPool2d: Op<'AdaptiveAvgPool2d'> = {
  run(inputs, { outputSize: [rows, columns] }) {
    const x = first(inputs) as Tensor4D;
    const [batch, height, width, channels] = x.shape;
    if (rows === height && columns === width) return clone(x);
    if (rows === 1 && columns === 1) return reshape(mean(x, [1, 2]), [batch, 1, 1, channels]);
    if (height % rows === 0 && width % columns === 0) {
      const kernel: [number, number] = [height / rows, width / columns];
      return avgPool(x, kernel, kernel, 'valid');
    }
    return averaged(averaged(x, 1, rows), 2, columns);
  },
};

/** First row and number of rows of each of the `places` windows of an axis. */
export function adaptiveWindows(
  size: number,
  places: number,
): readonly { readonly from: number; readonly count: number }[] {
  return Array.from({ length: places }, (_unused, place) => {
    const from = Math.floor((place * size) / places);
    return { from, count: Math.ceil(((place + 1) * size) / places) - from };
  });
}

function averaged(x: Tensor4D, axis: 1 | 2, places: number): Tensor4D {
  const parts = adaptiveWindows(x.shape[axis], places).map(({ from, count }) => {
    const begin = [0, 0, 0, 0];
    const extent = [-1, -1, -1, -1];
    begin[axis] = from;
    extent[axis] = count;
    return mean(slice(x, begin, extent), axis, true);
  });
  return concat(parts, axis) as Tensor4D;
}
