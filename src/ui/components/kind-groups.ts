import type { LayerKind } from '../../engine/layers/attrs.ts';

/** The groups of layer kinds that share a colour. `other` has none. */
export type KindGroup = 'conv' | 'norm' | 'act' | 'pool' | 'linear' | 'merge' | 'other';

/** The groups in the order of the chips. */
export const kindGroups: readonly KindGroup[] = ['conv', 'norm', 'act', 'pool', 'linear', 'merge', 'other'];

/** The group of each kind of layer. */
export const groupOfKind: { readonly [Kind in LayerKind]: KindGroup } = {
  Input: 'other',
  Conv2d: 'conv',
  ConvTranspose2d: 'conv',
  BatchNorm2d: 'norm',
  LocalResponseNorm: 'norm',
  ReLU: 'act',
  LeakyReLU: 'act',
  Sigmoid: 'act',
  Tanh: 'act',
  GELU: 'act',
  MaxPool2d: 'pool',
  AvgPool2d: 'pool',
  AdaptiveAvgPool2d: 'pool',
  Linear: 'linear',
  Dropout: 'other',
  Flatten: 'other',
  Softmax: 'act',
  LogSoftmax: 'act',
  ZeroPad2d: 'other',
  ZeroPadShortcut: 'merge',
  Identity: 'other',
  Add: 'merge',
  Concat: 'merge',
};
