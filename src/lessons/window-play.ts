import { GraphBuilder } from '../engine/GraphBuilder.ts';
import type { Graph } from '../engine/graph.ts';
import { conv2d } from '../engine/layers/attr-defaults.ts';
import type { WindowAlong } from './windows.ts';

/** Settings of a window that are played with. */
export type WindowSetting = Required<WindowAlong>;

/** Least and greatest value of each setting. */
export const windowLimits = {
  size: [5, 14],
  kernel: [1, 7],
  stride: [1, 4],
  padding: [0, 3],
  dilation: [1, 3],
} as const satisfies Readonly<Record<keyof WindowSetting, readonly [number, number]>>;

/** A window to be played with: where it begins, and which of its settings can be changed. */
export interface WindowPlay {
  readonly start: WindowSetting;
  readonly controls: readonly (keyof WindowSetting)[];
}

/** One convolution with such a window on a map with one channel. */
export function windowGraph({ size, kernel, stride, padding, dilation }: WindowSetting): Graph {
  const g = new GraphBuilder({ name: 'window', type: 'Sequential', input: [1, size, size] });
  return g.build(g.module('Conv2d', 'conv', g.input, conv2d(1, kernel, { stride, padding, dilation, bias: false })));
}
