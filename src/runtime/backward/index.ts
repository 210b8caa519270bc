import type { LayerKind } from '../../engine/layers/attrs.ts';
import { AdaptiveAvgPool2d } from './AdaptiveAvgPool2d.ts';
import { activations } from './activations.ts';
import type { Back } from './Back.ts';
import { BatchNorm2d } from './BatchNorm2d.ts';
import { Conv2d } from './Conv2d.ts';
import { ConvTranspose2d } from './ConvTranspose2d.ts';
import { Flatten } from './Flatten.ts';
import { Linear } from './Linear.ts';
import { LocalResponseNorm } from './LocalResponseNorm.ts';
import { AvgPool2d, MaxPool2d } from './pooling.ts';
import { shortcuts } from './shortcuts.ts';
import { LogSoftmax, Softmax } from './softmax.ts';

/** The way back through every kind of layer. No gradient of tfjs is used: its backends lack some, and break ties in their own ways. Add yours here. */
export const backs: { readonly [Kind in LayerKind]: Back<Kind> } = {
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
