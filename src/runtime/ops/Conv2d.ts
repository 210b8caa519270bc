import {
  add,
  concat,
  conv2d,
  depthwiseConv2d,
  slice,
  stridedSlice,
  type Tensor,
  type Tensor4D,
  tensor1d,
  tensor4d,
} from '@tensorflow/tfjs-core';
import type { Conv2dAttrs } from '../../engine/layers/attrs.ts';
import { resolvePadding } from '../../engine/resolve-padding.ts';
import { blockDiagonal, chunksOf, isDepthwise } from './grouped.ts';
import { first, type LayerWeights, type Op, type SourceArray, weight } from './Op.ts';
import { explicitPadding } from './padding.ts';

/** Convolution with torch's padding. Groups run as block-diagonal chunks, depthwise ones by their own kernel. */
export const Conv2d: Op<'Conv2d'> = {
  prepare({ weight: filter, bias }, attrs, [channels = 1]) {
    if (filter === undefined) return {};
    const filters = isDepthwise(attrs, channels)
      ? { depthwise: depthwiseFilter(filter) }
      : chunkFilters(filter, attrs, channels);
    return bias === undefined ? filters : { ...filters, bias: tensor1d(bias.data) };
  },
  run(inputs, attrs, weights) {
    const x = first(inputs) as Tensor4D;
    const convolved = convolve(x, attrs, weights);
    return attrs.bias ? add(convolved, weight(weights, 'bias')) : convolved;
  },
};

function convolve(x: Tensor4D, attrs: Conv2dAttrs, weights: LayerWeights): Tensor4D {
  const { kernelSize, stride, dilation, padding } = attrs;
  const pad = explicitPadding(resolvePadding(padding, [x.shape[1], x.shape[2]], kernelSize, stride, dilation));
  // tfjs convolves with a stride or with a dilation, not with both: then all places are computed and every stride-th is kept.
  const both = isMore(stride) && isMore(dilation);
  const strides = both ? ([1, 1] as [number, number]) : ([...stride] as [number, number]);
  const conv = (input: Tensor4D, filter: Tensor4D): Tensor4D =>
    conv2d(input, filter, strides, pad, 'NHWC', [...dilation] as [number, number]);
  const y =
    weights['depthwise'] !== undefined
      ? depthwiseConv2d(x, weights['depthwise'] as Tensor4D, strides, pad, 'NHWC', [...dilation] as [number, number])
      : inChunks(x, attrs, weights, conv);
  return both ? (stridedSlice(y, [0, 0, 0, 0], y.shape, [1, stride[0], stride[1], 1]) as Tensor4D) : y;
}

function inChunks(
  x: Tensor4D,
  attrs: Conv2dAttrs,
  weights: LayerWeights,
  conv: (input: Tensor4D, filter: Tensor4D) => Tensor4D,
): Tensor4D {
  const chunks = chunksOf(attrs, x.shape[3]);
  const parts = chunks.map(({ start, channels }, index) => {
    const part = chunks.length === 1 ? x : (slice(x, [0, 0, 0, start], [-1, -1, -1, channels]) as Tensor4D);
    return conv(part, weight(weights, `filter${index}`) as Tensor4D);
  });
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : (concat(parts, 3) as Tensor4D);
}

function chunkFilters(filter: SourceArray, attrs: Conv2dAttrs, channels: number): Record<string, Tensor> {
  return Object.fromEntries(
    chunksOf(attrs, channels).map((chunk, index) => {
      const { data, shape } = blockDiagonal(filter, attrs, chunk);
      return [`filter${index}`, tensor4d(data, shape)];
    }),
  );
}

/** `[in·m, 1, kh, kw] → [kh, kw, in, m]` */
function depthwiseFilter({ data, shape }: SourceArray): Tensor4D {
  const [outputs = 1, , height = 1, width = 1] = shape;
  const cells = height * width;
  const turned = new Float32Array(data.length);
  for (let output = 0; output < outputs; output++)
    for (let cell = 0; cell < cells; cell++) turned[cell * outputs + output] = data[output * cells + cell] ?? 0;
  return tensor4d(turned, [height, width, outputs, 1]);
}

function isMore([height, width]: readonly [number, number]): boolean {
  return height > 1 || width > 1;
}
