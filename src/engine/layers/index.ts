import { AdaptiveAvgPool2d } from './AdaptiveAvgPool2d.ts';
import { Add } from './Add.ts';
import { AvgPool2d } from './AvgPool2d.ts';
import type { LayerAttrs, LayerKind } from './attrs.ts';
import { BatchNorm2d } from './BatchNorm2d.ts';
import { Concat } from './Concat.ts';
import { Conv2d } from './Conv2d.ts';
import { ConvTranspose2d } from './ConvTranspose2d.ts';
import { Flatten } from './Flatten.ts';
import { Input } from './Input.ts';
import type { LayerSpec } from './LayerSpec.ts';
import { Linear } from './Linear.ts';
import { LocalResponseNorm } from './LocalResponseNorm.ts';
import { MaxPool2d } from './MaxPool2d.ts';
import { softmaxSpec } from './softmax.ts';
import { unchanged } from './unchanged.ts';
import { ZeroPad2d } from './ZeroPad2d.ts';
import { ZeroPadShortcut } from './ZeroPadShortcut.ts';

/** What the engine knows of every kind of layer. Add yours here. */
export const layers: { readonly [Kind in LayerKind]: LayerSpec<LayerAttrs[Kind]> } = {
  Input,
  Conv2d,
  ConvTranspose2d,
  BatchNorm2d,
  LocalResponseNorm,
  ReLU: unchanged('ReLU'),
  LeakyReLU: unchanged('LeakyReLU'),
  Sigmoid: unchanged('Sigmoid'),
  Tanh: unchanged('Tanh'),
  GELU: unchanged('GELU'),
  MaxPool2d,
  AvgPool2d,
  AdaptiveAvgPool2d,
  Linear,
  Dropout: unchanged('Dropout'),
  Flatten,
  Softmax: softmaxSpec('Softmax'),
  LogSoftmax: softmaxSpec('LogSoftmax'),
  ZeroPad2d,
  ZeroPadShortcut,
  Identity: unchanged('Identity'),
  Add,
  Concat,
};
