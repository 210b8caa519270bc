import type { Pair, Shape } from '../shape.ts';

/**
 * Rows and columns added around a feature map, in elements.
 * Two numbers: height and width, both sides alike (torch.nn). Four: top, left, bottom, right (ONNX `pads`).
 * `'same'` and `'valid'` are Keras's: with `'same'` the output is ceil(I / S) and the odd element goes to the end.
 */
export type Padding = Pair | readonly [top: number, left: number, bottom: number, right: number] | 'same' | 'valid';

/** Source: torch.nn.Conv2d. */
export interface Conv2dAttrs {
  readonly outChannels: number;
  readonly kernelSize: Pair;
  readonly stride: Pair;
  readonly padding: Padding;
  readonly dilation: Pair;
  readonly groups: number;
  readonly bias: boolean;
}

/** Source: torch.nn.ConvTranspose2d. Padding is torch's: it shortens the output. */
export interface ConvTranspose2dAttrs {
  readonly outChannels: number;
  readonly kernelSize: Pair;
  readonly stride: Pair;
  readonly padding: Pair;
  readonly outputPadding: Pair;
  readonly dilation: Pair;
  readonly groups: number;
  readonly bias: boolean;
}

/** Source: torch.nn.MaxPool2d. Padding counts as minus infinity. */
export interface MaxPool2dAttrs {
  readonly kernelSize: Pair;
  readonly stride: Pair;
  readonly padding: Padding;
  readonly dilation: Pair;
  readonly ceilMode: boolean;
}

/** Source: torch.nn.AvgPool2d. */
export interface AvgPool2dAttrs {
  readonly kernelSize: Pair;
  readonly stride: Pair;
  readonly padding: Padding;
  readonly ceilMode: boolean;
  readonly countIncludePad: boolean;
}

/** Source: torch.nn.AdaptiveAvgPool2d. */
export interface AdaptiveAvgPool2dAttrs {
  readonly outputSize: Pair;
}

/** Source: torch.nn.BatchNorm2d, at inference. `eps` defaults to 1e-5 (Keras: 1e-3). */
export interface BatchNorm2dAttrs {
  readonly eps: number;
}

/** Source: torch.nn.LocalResponseNorm. */
export interface LocalResponseNormAttrs {
  readonly size: number;
  readonly alpha: number;
  readonly beta: number;
  readonly k: number;
}

/** Source: torch.nn.Linear; acts on the last axis. */
export interface LinearAttrs {
  readonly outFeatures: number;
  readonly bias: boolean;
}

/** Source: torch.nn.LeakyReLU. */
export interface LeakyReLUAttrs {
  readonly negativeSlope: number;
}

/** Source: torch.nn.Dropout: identity at inference. */
export interface DropoutAttrs {
  readonly p: number;
}

/** Source: torch.nn.ZeroPad2d; top, left, bottom, right. */
export interface ZeroPad2dAttrs {
  readonly padding: readonly [top: number, left: number, bottom: number, right: number];
}

/** Source: torch.nn.Softmax. `dim` counts without the batch axis: 0 is channels or features. */
export interface SoftmaxAttrs {
  readonly dim: number;
}

/**
 * He et al.'s option A shortcut: keeps every `stride`-th row and column and adds channels of zeros, half before and half
 * after, without parameters. Source: arXiv 1512.03385 § 3.3; akamaster/pytorch_resnet_cifar10.
 */
export interface ZeroPadShortcutAttrs {
  readonly outChannels: number;
  readonly stride: number;
}

/** What the network is fed with. */
export interface InputAttrs {
  readonly shape: Shape;
}

/** A layer that needs no settings. */
export type NoAttrs = Readonly<Record<never, never>>;

/** The settings of each kind of layer. The keys are the layer kinds: torch.nn names, ONNX's where torch has no module. */
export interface LayerAttrs {
  Input: InputAttrs;
  Conv2d: Conv2dAttrs;
  ConvTranspose2d: ConvTranspose2dAttrs;
  BatchNorm2d: BatchNorm2dAttrs;
  LocalResponseNorm: LocalResponseNormAttrs;
  ReLU: NoAttrs;
  LeakyReLU: LeakyReLUAttrs;
  Sigmoid: NoAttrs;
  Tanh: NoAttrs;
  GELU: NoAttrs;
  MaxPool2d: MaxPool2dAttrs;
  AvgPool2d: AvgPool2dAttrs;
  AdaptiveAvgPool2d: AdaptiveAvgPool2dAttrs;
  Linear: LinearAttrs;
  Dropout: DropoutAttrs;
  Flatten: NoAttrs;
  Softmax: SoftmaxAttrs;
  LogSoftmax: SoftmaxAttrs;
  ZeroPad2d: ZeroPad2dAttrs;
  ZeroPadShortcut: ZeroPadShortcutAttrs;
  Identity: NoAttrs;
  Add: NoAttrs;
  Concat: NoAttrs;
}

/** Every kind of layer the engine knows. */
export type LayerKind = keyof LayerAttrs;
