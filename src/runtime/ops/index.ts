import type { LayerKind } from '../../engine/layers/attrs.ts';
import { AdaptiveAvgPool2d } from './AdaptiveAvgPool2d.ts';
import { activations } from './activations.ts';
import { BatchNorm2d } from './BatchNorm2d.ts';
import { Conv2d } from './Conv2d.ts';
import { ConvTranspose2d } from './ConvTranspose2d.ts';
import { Flatten } from './Flatten.ts';
import { Linear } from './Linear.ts';
import { LocalResponseNorm } from './LocalResponseNorm.ts';
import type { Op } from './Op.ts';
import { AvgPool2d, MaxPool2d } from './pooling.ts';
import { shortcuts } from './shortcuts.ts';
import { LogSoftmax, Softmax } from './softmax.ts';

/** What every kind of layer computes. Add yours here. */
export const ops: { readonly [Kind in LayerKind]: Op<Kind> } = {
  ...shortcuts,
  ...activations,
  Conv2d,
  ConvTranspose2d,
  BatchNorm2d,
  LocalResponseNorm,
  MaxPool2d,
  AvgPool2d,
  AdaptiveAvgPool2d,
  Linear,
  Flatten,
  Softmax,
  LogSoftmax,
};
