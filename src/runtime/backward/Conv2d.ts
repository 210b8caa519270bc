import { concat, conv2d, depthwiseConv2d, pad, reverse, slice, type Tensor4D, transpose } from '@tensorflow/tfjs-core';
import type { Conv2dAttrs } from '../../engine/layers/attrs.ts';
import { resolvePadding, type Sides } from '../../engine/resolve-padding.ts';
import { chunksOf } from '../ops/grouped.ts';
import { first, type LayerWeights, weight } from '../ops/Op.ts';
import { pairOf, toPairs } from '../ops/windows.ts';
import type { Back } from './Back.ts';
import { filterNorm } from './filter-norm.ts';
import { biasNorm } from './norms.ts';
import { spreadMap } from './spread.ts';

/**
 * Back through a convolution: an ordinary one again, with the filters turned around, over the gradient put apart by the stride. Many
 * times faster on WASM than tfjs's transposed convolution.
 */
export const Conv2d: Back<'Conv2d'> = {
  toInputs({ gradient, inputs, attrs, weights }) {
    const x = first(inputs) as Tensor4D;
    const [, height, width, channels] = x.shape;
    const [top, left] = sidesOf(x, attrs);
    const [rows, columns] = [reachOf(attrs, 0), reachOf(attrs, 1)];
    const before = [rows - top, columns - left] as const;
    const apart = spreadMap(gradient as Tensor4D, attrs.stride, before, [height + rows, width + columns]);
    return [turnedAround(apart, channels, attrs, weights)];
  },
  weightNorms({ gradient, inputs, attrs, shape }) {
    const x = first(inputs) as Tensor4D;
    const padded = pad(x, toPairs(sidesOf(x, attrs)));
    const norm = filterNorm({ seen: padded, beside: gradient as Tensor4D, attrs, shape });
    return { weight: norm, ...(attrs.bias && { bias: biasNorm(gradient) }) };
  },
};

function sidesOf(x: Tensor4D, { kernelSize, stride, dilation, padding }: Conv2dAttrs): Sides {
  return resolvePadding(padding, [x.shape[1], x.shape[2]], kernelSize, stride, dilation);
}

/** From the first to the last cell of a filter. */
function reachOf({ kernelSize, dilation }: Conv2dAttrs, axis: 0 | 1): number {
  return (kernelSize[axis] - 1) * dilation[axis];
}

/** `[kh, kw, in, out]` of every chunk of groups becomes `[kh, kw, out, in]`, upside down and right to left. */
function turnedAround(apart: Tensor4D, channels: number, attrs: Conv2dAttrs, weights: LayerWeights): Tensor4D {
  const dilation = pairOf(attrs.dilation);
  const depthwise = weights['depthwise'];
  if (depthwise !== undefined)
    return depthwiseConv2d(apart, reverse(depthwise as Tensor4D, [0, 1]), 1, 'valid', 'NHWC', dilation);
  const chunks = chunksOf(attrs, channels);
  const parts = chunks.map(({ outStart, outChannels }, index) => {
    const part = chunks.length === 1 ? apart : slice(apart, [0, 0, 0, outStart], [-1, -1, -1, outChannels]);
    const filter = reverse(weight(weights, `filter${index}`), [0, 1]);
    return conv2d(part, transpose(filter, [0, 1, 3, 2]) as Tensor4D, 1, 'valid', 'NHWC', dilation);
  });
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : concat(parts, 3);
}
