import type { LayerAttrs } from '../engine/layers/attrs.ts';
import type { ChainKind } from './Chain.ts';
import * as types from './setting-types.ts';
import type { Written } from './written.ts';

/** One setting of a kind of layer. */
export interface Setting {
  /** torch's name of the argument. */
  readonly name: string;
  /** The engine's name of the attribute. */
  readonly key: string;
  /** What its value begins with in an address: `k` in `k3`; empty for the one that stands alone. */
  readonly mark: string;
  readonly type: types.SettingType<unknown>;
  /** torch's default, written; `kernel` is whatever the kernel is. */
  readonly usual: Written;
  /** Whether torch has no default for it, so that source and address must state it. */
  readonly required?: true;
}

/** How a kind of layer is written in torch and in addresses. */
export interface LayerType {
  /** Its word in addresses. */
  readonly word: string;
  /** torch's arguments in their order, as in the signature. */
  readonly order: readonly string[];
  readonly settings: readonly Setting[];
  /** torch's argument that states what must arrive. */
  readonly expects?: string;
  /** Arguments that change neither shapes nor numbers, with the values that we can take; any where there are none. */
  readonly passed: Readonly<Record<string, readonly Written[]>>;
}

/** A setting, with its type tied to the attribute of this kind. */
function of<Kind extends ChainKind>() {
  return <Key extends keyof LayerAttrs[Kind] & string>(
    name: string,
    key: Key,
    mark: string,
    type: types.SettingType<LayerAttrs[Kind][Key]>,
    usual: Written,
    required?: 'required',
  ): Setting => ({ name, key, mark, type, usual, ...(required && { required: true }) });
}

const conv = of<'Conv2d'>();
const transposed = of<'ConvTranspose2d'>();
const max = of<'MaxPool2d'>();
const avg = of<'AvgPool2d'>();
const lrn = of<'LocalResponseNorm'>();
const linear = of<'Linear'>();
const softmax = of<'Softmax'>();

/** Written for tensors in memory, not for shapes. */
const placed = { device: [], dtype: [] };
const inplace = { inplace: [] };

function bare(word: string, passed: LayerType['passed'] = {}): LayerType {
  return { word, order: Object.keys(passed), settings: [], passed };
}

/** Every kind of layer that a chain can hold, in the order in which they are offered. Source: torch.nn 2.x, the classes' signatures. */
export const layerTypes: { readonly [Kind in ChainKind]: LayerType } = {
  Conv2d: {
    word: 'conv',
    order: [
      'in_channels',
      'out_channels',
      'kernel_size',
      'stride',
      'padding',
      'dilation',
      'groups',
      'bias',
      'padding_mode',
    ],
    expects: 'in_channels',
    settings: [
      conv('out_channels', 'outChannels', '', types.count, 64, 'required'),
      conv('kernel_size', 'kernelSize', 'k', types.window, 3, 'required'),
      conv('stride', 'stride', 's', types.window, 1),
      conv('padding', 'padding', 'p', types.padding, 0),
      conv('dilation', 'dilation', 'd', types.window, 1),
      conv('groups', 'groups', 'g', types.count, 1),
      conv('bias', 'bias', 'b', types.flag, true),
    ],
    passed: { padding_mode: ['zeros'], ...placed },
  },
  ConvTranspose2d: {
    word: 'convt',
    order: [
      'in_channels',
      'out_channels',
      'kernel_size',
      'stride',
      'padding',
      'output_padding',
      'groups',
      'bias',
      'dilation',
      'padding_mode',
    ],
    expects: 'in_channels',
    settings: [
      transposed('out_channels', 'outChannels', '', types.count, 64, 'required'),
      transposed('kernel_size', 'kernelSize', 'k', types.window, 2, 'required'),
      transposed('stride', 'stride', 's', types.window, 1),
      transposed('padding', 'padding', 'p', types.trim, 0),
      transposed('output_padding', 'outputPadding', 'o', types.trim, 0),
      transposed('dilation', 'dilation', 'd', types.window, 1),
      transposed('groups', 'groups', 'g', types.count, 1),
      transposed('bias', 'bias', 'b', types.flag, true),
    ],
    passed: { padding_mode: ['zeros'], ...placed },
  },
  MaxPool2d: {
    word: 'max',
    order: ['kernel_size', 'stride', 'padding', 'dilation', 'return_indices', 'ceil_mode'],
    settings: [
      max('kernel_size', 'kernelSize', 'k', types.window, 2, 'required'),
      max('stride', 'stride', 's', types.window, 'kernel'),
      max('padding', 'padding', 'p', types.padding, 0),
      max('dilation', 'dilation', 'd', types.window, 1),
      max('ceil_mode', 'ceilMode', 'c', types.flag, false),
    ],
    passed: { return_indices: [false] },
  },
  AvgPool2d: {
    word: 'avg',
    order: ['kernel_size', 'stride', 'padding', 'ceil_mode', 'count_include_pad', 'divisor_override'],
    settings: [
      avg('kernel_size', 'kernelSize', 'k', types.window, 2, 'required'),
      avg('stride', 'stride', 's', types.window, 'kernel'),
      avg('padding', 'padding', 'p', types.padding, 0),
      avg('ceil_mode', 'ceilMode', 'c', types.flag, false),
      avg('count_include_pad', 'countIncludePad', 'a', types.flag, true),
    ],
    passed: { divisor_override: ['none'] },
  },
  AdaptiveAvgPool2d: {
    word: 'adaptive',
    order: ['output_size'],
    settings: [of<'AdaptiveAvgPool2d'>()('output_size', 'outputSize', '', types.window, 1, 'required')],
    passed: {},
  },
  BatchNorm2d: {
    word: 'bn',
    order: ['num_features', 'eps', 'momentum', 'affine', 'track_running_stats'],
    expects: 'num_features',
    settings: [of<'BatchNorm2d'>()('eps', 'eps', 'e', types.real, 1e-5)],
    passed: { momentum: [], affine: [true], track_running_stats: [true], ...placed },
  },
  LocalResponseNorm: {
    word: 'lrn',
    order: ['size', 'alpha', 'beta', 'k'],
    settings: [
      lrn('size', 'size', '', types.count, 5, 'required'),
      lrn('alpha', 'alpha', 'a', types.real, 1e-4),
      lrn('beta', 'beta', 'b', types.real, 0.75),
      lrn('k', 'k', 'k', types.real, 1),
    ],
    passed: {},
  },
  ReLU: bare('relu', inplace),
  LeakyReLU: {
    word: 'leaky',
    order: ['negative_slope', 'inplace'],
    settings: [of<'LeakyReLU'>()('negative_slope', 'negativeSlope', '', types.real, 0.01)],
    passed: inplace,
  },
  Sigmoid: bare('sigmoid'),
  Tanh: bare('tanh'),
  GELU: bare('gelu', { approximate: [] }),
  Softmax: {
    word: 'softmax',
    order: ['dim'],
    settings: [softmax('dim', 'dim', '', types.axis, 1, 'required')],
    passed: {},
  },
  LogSoftmax: {
    word: 'logsoftmax',
    order: ['dim'],
    settings: [softmax('dim', 'dim', '', types.axis, 1, 'required')],
    passed: {},
  },
  Flatten: bare('flatten', { start_dim: [1], end_dim: [-1] }),
  Linear: {
    word: 'linear',
    order: ['in_features', 'out_features', 'bias'],
    expects: 'in_features',
    settings: [
      linear('out_features', 'outFeatures', '', types.count, 10, 'required'),
      linear('bias', 'bias', 'b', types.flag, true),
    ],
    passed: placed,
  },
  Dropout: {
    word: 'dropout',
    order: ['p', 'inplace'],
    settings: [of<'Dropout'>()('p', 'p', '', types.share, 0.5)],
    passed: inplace,
  },
  ZeroPad2d: {
    word: 'pad',
    order: ['padding'],
    settings: [of<'ZeroPad2d'>()('padding', 'padding', '', types.sides, 1, 'required')],
    passed: {},
  },
  Identity: bare('identity'),
};

/** The kinds of layer that a chain can hold, in the order in which they are offered. */
export const chainKinds = Object.keys(layerTypes) as readonly ChainKind[];

/** Whether a torch class can stand in a chain. */
export function isChainKind(name: string): name is ChainKind {
  return Object.hasOwn(layerTypes, name);
}
