import { ZeroPadShortcut } from '../engine/layers/ZeroPadShortcut.ts';
import { type AxisSpec, explainOutputSize, outputSize } from '../engine/output-size.ts';
import { count, decimal, type Facts } from './facts.ts';

/** A window along one axis, as torch's layers take it: stride 1, no padding and dilation 1 where nothing is said. */
export interface WindowAlong {
  readonly size: number;
  readonly kernel: number;
  readonly stride?: number;
  readonly padding?: number;
  readonly dilation?: number;
}

/** The engine's description of such a window. */
export function axisOf({ size, kernel, stride = 1, padding = 0, dilation = 1 }: WindowAlong): AxisSpec {
  return { size, kernel, stride, padding: [padding, padding], dilation, ceilMode: false };
}

/** Rows that such a window puts out. */
export function sizeOf(window: WindowAlong): number {
  return outputSize(axisOf(window));
}

/** The numbers of such a window: its settings, the quotient before the floor, what comes out and what is left over. */
export function alongFacts(window: WindowAlong): Facts {
  const { size, kernel, stride = 1, padding = 0, dilation = 1 } = window;
  const { reach, numerator, quotient, lost, output } = explainOutputSize(axisOf(window));
  return {
    size: count(size),
    kernel: count(kernel),
    stride: count(stride),
    padding: count(padding),
    dilation: count(dilation),
    reach: count(reach),
    way: count(numerator),
    quotient: decimal(quotient),
    whole: count(Math.floor(quotient)),
    used: count(Math.floor(quotient) * stride),
    lost: count(lost),
    out: count(output),
  };
}

/** Rows that an option A shortcut keeps. */
export function zeroPadSize(size: number, stride: number): number {
  return ZeroPadShortcut.outputShape([[1, size, size]], { outChannels: 1, stride })[1] ?? 0;
}
