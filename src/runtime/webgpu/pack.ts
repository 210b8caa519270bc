import type { Conv2dAttrs } from '../../engine/layers/attrs.ts';
import type { FoldedWeights } from '../fused/fold.ts';
import { type Values, vectorsOf } from './Dispatch.ts';
import { toHalf } from './half.ts';

/** Which input channels an output reads: those of its group, or all with zeros for the others where groups are no whole vectors. */
export function channelsRead(
  { groups, outChannels }: Conv2dAttrs,
  channels: number,
): {
  readonly inVectors: number;
  readonly outWidth: number;
} {
  const [inWidth, outWidth] = [channels / groups, outChannels / groups];
  const fits = groups > 1 && inWidth % 4 === 0 && outWidth % 4 === 0;
  return fits ? { inVectors: inWidth / 4, outWidth } : { inVectors: vectorsOf(channels), outWidth: outChannels };
}

/** Filters `[out, in/groups, kh, kw]` as `[kh·kw][in][out]`; channels are filled up to whole vectors with zeros. */
export function packFilters(
  { weight, scale }: Pick<FoldedWeights, 'weight' | 'scale'>,
  attrs: Conv2dAttrs,
  channels: number,
  to: Values,
): void {
  const { outChannels, groups, kernelSize } = attrs;
  const { inVectors, outWidth: read } = channelsRead(attrs, channels);
  const cells = kernelSize[0] * kernelSize[1];
  const [inWidth, outWidth] = [channels / groups, outChannels / groups];
  const outs = vectorsOf(outChannels) * 4;
  const ins = inVectors * 4;
  const isHalf = to instanceof Uint16Array;
  let from = 0;
  for (let output = 0; output < outChannels; output++) {
    const start = read === outWidth ? 0 : Math.floor(output / outWidth) * inWidth;
    const factor = scale[output] as number;
    for (let input = 0; input < inWidth; input++)
      for (let cell = 0; cell < cells; cell++) {
        const value = (weight[from++] as number) * factor;
        to[(cell * ins + start + input) * outs + output] = isHalf ? toHalf(value) : value;
      }
  }
}

/** Outputs `first` to `first + count` of a linear weight `[out, C·H·W]` as `[H·W][C][out]`, filled up to whole vectors. */
export function packMatrix(
  weight: Float32Array,
  { channels, cells }: { readonly channels: number; readonly cells: number },
  { first, count }: { readonly first: number; readonly count: number },
  to: Values,
): void {
  const outs = vectorsOf(count) * 4;
  const ins = vectorsOf(channels) * 4;
  const isHalf = to instanceof Uint16Array;
  for (let output = 0; output < count; output++) {
    let from = (first + output) * channels * cells;
    for (let channel = 0; channel < channels; channel++)
      for (let cell = 0; cell < cells; cell++) {
        const value = weight[from++] as number;
        to[(cell * ins + channel) * outs + output] = isHalf ? toHalf(value) : value;
      }
  }
}
