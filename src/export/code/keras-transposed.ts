import type { ConvTranspose2dAttrs } from '../../engine/layers/attrs.ts';
import { list, pair, shown } from './settings.ts';

/**
 * The Keras source of a transposed convolution, one or two lines; `null` where Keras cannot do the same: it has no groups, takes either
 * strides or dilation, fills up a kernel that is shorter than the stride, and makes nothing beyond the whole result. torch's padding takes
 * rows and columns away from that, output padding gives some back at the end. Source: keras.layers.Conv2DTranspose 3.
 */
export function kerasTransposed(attrs: ConvTranspose2dAttrs): string | null {
  const { kernelSize, stride, padding, outputPadding, dilation, groups, bias, outChannels } = attrs;
  const reach = kernelSize.map((kernel, axis) => (dilation[axis] ?? 1) * (kernel - 1) + 1);
  const isEither = stride.every((step) => step === 1) || dilation.every((step) => step === 1);
  const isLong = reach.every((length, axis) => length >= (stride[axis] ?? 1));
  const rows = [padding[0], padding[0] - outputPadding[0]];
  const columns = [padding[1], padding[1] - outputPadding[1]];
  const cut = [...rows, ...columns];
  if (groups !== 1 || !isEither || !isLong || cut.some((side) => side < 0)) return null;
  const line = `layers.Conv2DTranspose(${list(
    outChannels,
    pair(kernelSize),
    shown('strides', pair(stride), '1'),
    shown('dilation_rate', pair(dilation), '1'),
    bias ? '' : 'use_bias=False',
  )})`;
  if (cut.every((side) => side === 0)) return line;
  return `${line},\nlayers.Cropping2D(((${rows.join(', ')}), (${columns.join(', ')})))`;
}
