import type { Shape } from '../engine/shape.ts';
import type { Direction } from './Layout.ts';

/** Sizes along the network (`main`) and across it (`cross`), in pixels at zoom 1. */
export interface Metrics {
  /** Length of a box of layers along the network. */
  readonly layer: number;
  /** Length of a folded block. */
  readonly folded: number;
  /** Length of a folded stage. */
  readonly stage: number;
  /** Distance between boxes, and at the border of two stages, where the shape is written. */
  readonly gap: number;
  readonly stageGap: number;
  /** Size of ⊕ and of concat. */
  readonly merge: number;
  /** Least and greatest extent of a box across the network. */
  readonly least: number;
  readonly most: number;
  /** Extent of a layer's box inside an open block, across the network. */
  readonly inner: number;
  /** Distance between branches, and from a box to the lane above it. */
  readonly branchGap: number;
  readonly laneGap: number;
  /** Room inside an open block's frame: before and after its boxes along the network, at the lanes' side and at the other. */
  readonly padding: { readonly start: number; readonly end: number; readonly near: number; readonly far: number };
  /** Room around the whole network. */
  readonly margin: number;
  /** Distance of stage titles from the spine. */
  readonly titles: number;
}

/** Sizes for each direction: from left to right boxes are tall, from top to bottom they are wide. */
export const METRICS: { readonly [Name in Direction]: Metrics } = {
  horizontal: {
    layer: 124,
    folded: 26,
    stage: 128,
    gap: 22,
    stageGap: 96,
    merge: 18,
    least: 56,
    most: 200,
    inner: 62,
    branchGap: 18,
    laneGap: 16,
    padding: { start: 14, end: 14, near: 28, far: 28 },
    margin: 16,
    titles: 60,
  },
  vertical: {
    layer: 58,
    folded: 30,
    stage: 58,
    gap: 18,
    stageGap: 48,
    merge: 18,
    least: 132,
    most: 236,
    inner: 132,
    branchGap: 12,
    laneGap: 16,
    padding: { start: 28, end: 12, near: 14, far: 14 },
    margin: 14,
    titles: 24,
  },
};

/** Side of a feature map that fills a box; larger ones are no taller. ImageNet's pictures have 224. */
const LARGEST_SIDE = 224;

/** Extent of a box across the network: as tall as its map is wide, on a scale by square roots. A vector gets the least. */
export function extentOf(shape: Shape, { least, most }: Metrics): number {
  const side = shape.length === 3 ? Math.min(Math.max(shape[1] ?? 1, shape[2] ?? 1), LARGEST_SIDE) : 1;
  return Math.round(least + (most - least) * Math.sqrt((side - 1) / (LARGEST_SIDE - 1)));
}

/** Width of a tensor's line: by the square root of its channels, 1.5 to 9 pixels at 2,048. */
export function thicknessOf([channels = 1]: Shape): number {
  return Math.round(10 * Math.min(9, Math.max(1.5, 9 * Math.sqrt(channels / 2048)))) / 10;
}
