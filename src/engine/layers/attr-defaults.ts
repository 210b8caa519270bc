import type { Pair } from '../shape.ts';
import type { AvgPool2dAttrs, Conv2dAttrs, ConvTranspose2dAttrs, MaxPool2dAttrs, Padding } from './attrs.ts';

/** A number for both axes, or one for each. */
export type Sides2d = number | Pair;

/** Settings of a convolution as torch.nn.Conv2d takes them: what is left out has torch's default. */
export interface Conv2dOptions {
  readonly stride?: Sides2d;
  readonly padding?: number | Padding;
  readonly dilation?: Sides2d;
  readonly groups?: number;
  readonly bias?: boolean;
}

/** Settings of a pooling layer. `stride` defaults to the kernel size, as in torch. */
export interface PoolOptions {
  readonly stride?: Sides2d;
  readonly padding?: number | Padding;
  readonly dilation?: Sides2d;
  readonly ceilMode?: boolean;
  readonly countIncludePad?: boolean;
}

/** Attributes of a `Conv2d`. Defaults: stride 1, padding 0, dilation 1, groups 1, bias. */
export function conv2d(outChannels: number, kernelSize: Sides2d, options: Conv2dOptions = {}): Conv2dAttrs {
  const { stride = 1, padding = 0, dilation = 1, groups = 1, bias = true } = options;
  return {
    outChannels,
    kernelSize: pair(kernelSize),
    stride: pair(stride),
    padding: sides(padding),
    dilation: pair(dilation),
    groups,
    bias,
  };
}

/** Attributes of a `ConvTranspose2d`. Defaults: stride 1, padding 0, output padding 0, dilation 1, groups 1, bias. */
export function convTranspose2d(
  outChannels: number,
  kernelSize: Sides2d,
  options: {
    readonly stride?: Sides2d;
    readonly padding?: Sides2d;
    readonly outputPadding?: Sides2d;
    readonly dilation?: Sides2d;
    readonly groups?: number;
    readonly bias?: boolean;
  } = {},
): ConvTranspose2dAttrs {
  const { stride = 1, padding = 0, outputPadding = 0, dilation = 1, groups = 1, bias = true } = options;
  return {
    outChannels,
    kernelSize: pair(kernelSize),
    stride: pair(stride),
    padding: pair(padding),
    outputPadding: pair(outputPadding),
    dilation: pair(dilation),
    groups,
    bias,
  };
}

/** Attributes of a `MaxPool2d`. Defaults: stride = kernel size, padding 0, dilation 1, floor. */
export function maxPool2d(kernelSize: Sides2d, options: PoolOptions = {}): MaxPool2dAttrs {
  const { stride = kernelSize, padding = 0, dilation = 1, ceilMode = false } = options;
  return {
    kernelSize: pair(kernelSize),
    stride: pair(stride),
    padding: sides(padding),
    dilation: pair(dilation),
    ceilMode,
  };
}

/** Attributes of an `AvgPool2d`. Defaults: stride = kernel size, padding 0, floor, the padding counts. */
export function avgPool2d(kernelSize: Sides2d, options: PoolOptions = {}): AvgPool2dAttrs {
  const { stride = kernelSize, padding = 0, ceilMode = false, countIncludePad = true } = options;
  return { kernelSize: pair(kernelSize), stride: pair(stride), padding: sides(padding), ceilMode, countIncludePad };
}

function pair(value: Sides2d): Pair {
  return typeof value === 'number' ? [value, value] : value;
}

function sides(padding: number | Padding): Padding {
  return typeof padding === 'number' ? [padding, padding] : padding;
}
