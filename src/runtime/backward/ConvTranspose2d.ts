import { concat, conv2d, slice, type Tensor4D } from '@tensorflow/tfjs-core';
import type { ConvTranspose2dAttrs } from '../../engine/layers/attrs.ts';
import { first, weight } from '../ops/Op.ts';
import { pairOf } from '../ops/windows.ts';
import type { Back } from './Back.ts';
import { filterNorm } from './filter-norm.ts';
import { biasNorm } from './norms.ts';
import { spreadMap } from './spread.ts';

/** Back through a transposed convolution: an ordinary one over the gradient, which gets back the margin that was cut off. */
export const ConvTranspose2d: Back<'ConvTranspose2d'> = {
  toInputs({ gradient, inputs, attrs, weights }) {
    const x = first(inputs) as Tensor4D;
    const whole = uncut(gradient as Tensor4D, x, attrs);
    const outWidth = attrs.outChannels / attrs.groups;
    const parts = Array.from({ length: attrs.groups }, (_unused, group) => {
      const part = slice(whole, [0, 0, 0, group * outWidth], [-1, -1, -1, outWidth]);
      return conv2d(part, weight(weights, `filter${group}`) as Tensor4D, pairOf(attrs.stride), 'valid');
    });
    return [parts.length === 1 && parts[0] !== undefined ? parts[0] : concat(parts, 3)];
  },
  weightNorms({ gradient, inputs, attrs }) {
    const x = first(inputs) as Tensor4D;
    const [, height, width, channels] = x.shape;
    const norm = filterNorm({
      seen: uncut(gradient as Tensor4D, x, attrs),
      beside: x,
      attrs,
      shape: [channels, height, width],
    });
    return { weight: norm, ...(attrs.bias && { bias: biasNorm(gradient) }) };
  },
};

/** The gradient at all that the layer computes, before its padding is cut off; nothing comes back from there. */
function uncut(
  gradient: Tensor4D,
  x: Tensor4D,
  { kernelSize, stride, padding, dilation }: ConvTranspose2dAttrs,
): Tensor4D {
  const reach = (axis: 0 | 1): number =>
    ((x.shape[axis + 1] ?? 1) - 1) * stride[axis] + dilation[axis] * (kernelSize[axis] - 1) + 1;
  return spreadMap(gradient, [1, 1], padding, [reach(0), reach(1)]);
}
