import type { NodeReport } from '../../engine/analysis.ts';
import type { Conv2dAttrs, MaxPool2dAttrs } from '../../engine/layers/attrs.ts';
import type { Pair, Shape } from '../../engine/shape.ts';
import { adaptivePooling } from '../adaptive-pooling.ts';
import { list, paddingOf, pair, shown } from './settings.ts';

/**
 * The Keras source that makes one layer, one or two lines; channels last. `null` where no single layer of Keras does the same.
 * Source: keras.layers 3.
 */
export function kerasLine(report: NodeReport): string | null {
  const { node, inputs, output } = report;
  switch (node.kind) {
    case 'Input':
      return `keras.Input((${channelsLast(output).join(', ')}))`;
    case 'Conv2d':
      return conv2dLine(report, node.attrs);
    case 'MaxPool2d':
    case 'AvgPool2d':
      return poolLine(report);
    case 'AdaptiveAvgPool2d':
      return adaptiveLine(inputs[0] ?? [], node.attrs.outputSize);
    case 'BatchNorm2d':
      return `layers.BatchNormalization(${shown('epsilon', String(node.attrs.eps), '0.001')})`;
    case 'Linear':
      return `layers.Dense(${list(node.attrs.outFeatures, node.attrs.bias ? '' : 'use_bias=False')})`;
    case 'LeakyReLU':
      return `layers.LeakyReLU(${node.attrs.negativeSlope})`;
    case 'Dropout':
      return `layers.Dropout(${node.attrs.p})`;
    case 'Softmax':
      return `layers.Softmax(${shown('axis', String(axisOf(node.attrs.dim, output)), '-1')})`;
    case 'LogSoftmax':
      return "layers.Activation('log_softmax')";
    case 'ReLU':
      return 'layers.ReLU()';
    case 'Sigmoid':
    case 'Tanh':
    case 'GELU':
      return `layers.Activation('${node.kind.toLowerCase()}')`;
    case 'ZeroPad2d': {
      const [top, left, bottom, right] = node.attrs.padding;
      return `layers.ZeroPadding2D(((${top}, ${bottom}), (${left}, ${right})))`;
    }
    case 'Flatten':
      return 'layers.Flatten()';
    case 'Add':
      return 'layers.Add()';
    case 'Concat':
      return 'layers.Concatenate()';
    case 'Identity':
      return 'layers.Identity()';
    case 'ConvTranspose2d':
    case 'LocalResponseNorm':
    case 'ZeroPadShortcut':
      return null;
  }
}

/** Keras's axis of one of torch's, counted without the batch; channels stand last. */
function axisOf(dim: number, shape: Shape): number {
  const axis = dim < 0 ? dim + shape.length : dim;
  return axis === 0 ? -1 : axis;
}

function conv2dLine(report: NodeReport, attrs: Conv2dAttrs): string {
  const { before, padding } = padded(report);
  return `${before}layers.Conv2D(${list(
    attrs.outChannels,
    pair(attrs.kernelSize),
    shown('strides', pair(attrs.stride), '1'),
    padding,
    shown('dilation_rate', pair(attrs.dilation), '1'),
    shown('groups', String(attrs.groups), '1'),
    attrs.bias ? '' : 'use_bias=False',
  )})`;
}

/** Keras has neither ceil mode nor dilation in pooling, and its mean never counts the padding of `same`. */
function poolLine(report: NodeReport): string | null {
  const { node } = report;
  if (node.kind === 'MaxPool2d')
    return node.attrs.dilation.some((value) => value !== 1)
      ? null
      : pool2dLine('MaxPooling2D', node.attrs, padded(report));
  if (node.kind !== 'AvgPool2d') return null;
  if (node.attrs.countIncludePad) return pool2dLine('AveragePooling2D', node.attrs, paddedBefore(report));
  const { before, padding } = padded(report);
  return before === '' ? pool2dLine('AveragePooling2D', node.attrs, { before, padding }) : null;
}

function pool2dLine(
  name: string,
  { kernelSize, stride, ceilMode }: Pick<MaxPool2dAttrs, 'kernelSize' | 'stride' | 'ceilMode'>,
  { before, padding }: Padded,
): string | null {
  if (ceilMode) return null;
  return `${before}layers.${name}(${list(pair(kernelSize), shown('strides', pair(stride), pair(kernelSize)), padding)})`;
}

/** A line that pads, or the setting that does; empty where nothing is padded. */
interface Padded {
  readonly before: string;
  readonly padding: string;
}

/** Keras pads by `valid` and `same`; whatever is neither stands in a line of its own. */
function padded(report: NodeReport): Padded {
  const isPadded = paddingOf(report).some((side) => side > 0);
  const isSame = [0, 1].every((axis) => isSameAlong(report, axis));
  return isPadded && isSame ? { before: '', padding: "padding='same'" } : paddedBefore(report);
}

function paddedBefore(report: NodeReport): Padded {
  const [top, left, bottom, right] = paddingOf(report);
  if (top + left + bottom + right === 0) return { before: '', padding: '' };
  const isEven = top === bottom && left === right && top === left;
  const sides = isEven ? String(top) : `((${top}, ${bottom}), (${left}, ${right}))`;
  return { before: `layers.ZeroPadding2D(${sides}),\n`, padding: '' };
}

/** Whether the padding along an axis is what Keras's `same` would be: as little as possible, the odd element at the end. */
function isSameAlong({ window, inputs }: NodeReport, axis: number): boolean {
  const size = inputs[0]?.[axis + 1] ?? 0;
  const stride = window?.stride[axis] ?? 1;
  const reach = ((window?.kernelSize[axis] ?? 1) - 1) * (window?.dilation[axis] ?? 1) + 1;
  const all = Math.max(0, (Math.ceil(size / stride) - 1) * stride + reach - size);
  return window?.padding[axis] === Math.floor(all / 2) && window.padding[axis + 2] === Math.ceil(all / 2);
}

function adaptiveLine(input: Shape, outputSize: Pair): string | null {
  const pooling = adaptivePooling(input, outputSize);
  if (pooling === null) return null;
  return `layers.${pooling.type}(${pooling.type === 'AveragePooling2D' ? pair(pooling.poolSize) : ''})`;
}

function channelsLast(shape: Shape): Shape {
  const [channels = 0, ...rest] = shape;
  return [...rest, channels];
}
