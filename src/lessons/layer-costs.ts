import { conv2d } from '../engine/layers/attr-defaults.ts';
import { Conv2d } from '../engine/layers/Conv2d.ts';
import { Linear } from '../engine/layers/Linear.ts';
import { numel } from '../engine/shape.ts';

/** A square convolution on a square map; stride 1, one group, no padding and no bias where nothing is said. */
export interface ConvSetting {
  readonly from: number;
  readonly to: number;
  readonly kernel: number;
  readonly size?: number;
  readonly stride?: number;
  readonly padding?: number;
  readonly groups?: number;
  readonly bias?: boolean;
}

/** Learned values of a convolution. */
export function convParams({ from, to, kernel, groups = 1, bias = false }: ConvSetting): number {
  return total(Conv2d.parameters([[from, kernel, kernel]], conv2d(to, kernel, { groups, bias })));
}

/** Multiply-accumulates of a convolution on a map of `size` a side. */
export function convMacs({ from, to, kernel, size = kernel, stride = 1, padding = 0 }: ConvSetting): number {
  return Conv2d.macs([[from, size, size]], conv2d(to, kernel, { stride, padding, bias: false }));
}

/** Learned values of a fully connected layer, which has a bias where nothing is said. */
export function linearParams(from: number, to: number, bias = true): number {
  return total(Linear.parameters([[from]], { outFeatures: to, bias }));
}

function total(entries: readonly { readonly shape: readonly number[] }[]): number {
  return entries.reduce((sum, { shape }) => sum + numel(shape), 0);
}
