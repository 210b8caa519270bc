import type { Shape } from '../engine/shape.ts';
import type { Direction } from './Layout.ts';

/** Sizes along the network (`main`) and across it (`cross`), in pixels at zoom 1. */
export interface Metrics {
  readonly direction: Direction;
  /** Length of a folded block, and of the input. */
  readonly folded: number;
  /** Distance between boxes, and least distance at the border of two stages, where the shape is written. */
  readonly gap: number;
  readonly stageGap: number;
  /** Size of ⊕ and of concat, its distance from a folded block, and from the last box of an open one. */
  readonly merge: number;
  readonly foldedMergeGap: number;
  readonly mergeGap: number;
  /** Least and greatest extent of a box across the network. */
  readonly least: number;
  readonly most: number;
  /** Extent of a layer's box inside an open block, across the network. */
  readonly inner: number;
  /** The same where there are so many branches that boxes must be narrower. */
  readonly branch: number;
  /** Distance between branches, and from a box to the lane above it. */
  readonly branchGap: number;
  readonly laneGap: number;
  /** Room inside an open block's frame: before and after its boxes along the network, at the lanes' side and at the other. */
  readonly padding: { readonly start: number; readonly end: number; readonly near: number; readonly far: number };
  /** Room before the boxes of a block whose branches fan out. */
  readonly fan: number;
  /** Room around the whole network. */
  readonly margin: number;
  /** Distance of stage titles from what they name. */
  readonly titles: number;
}

/** Sizes for each direction: from left to right boxes are tall, from top to bottom they are wide. */
const METRICS: { readonly [Name in Direction]: Metrics } = {
  horizontal: {
    direction: 'horizontal',
    folded: 24,
    gap: 18,
    stageGap: 64,
    merge: 16,
    foldedMergeGap: 8,
    mergeGap: 26,
    least: 56,
    most: 200,
    inner: 62,
    branch: 62,
    branchGap: 18,
    laneGap: 14,
    padding: { start: 14, end: 14, near: 28, far: 28 },
    fan: 26,
    margin: 16,
    titles: 56,
  },
  vertical: {
    direction: 'vertical',
    folded: 30,
    gap: 18,
    stageGap: 52,
    merge: 16,
    foldedMergeGap: 8,
    mergeGap: 24,
    least: 132,
    most: 236,
    inner: 132,
    branch: 86,
    branchGap: 8,
    laneGap: 16,
    padding: { start: 28, end: 12, near: 12, far: 12 },
    fan: 40,
    margin: 14,
    titles: 18,
  },
};

/** Share of the room across the network that the largest map may take; the rest is for shortcuts and titles. */
const LARGEST_SHARE = 0.48;

/**
 * Sizes for a direction, and for the room across the network in pixels: the largest map of a network from left to right takes as much as
 * leaves space for shortcuts and titles, from 160 to 400 pixels in steps of 20. Without `room` it takes 200.
 */
export function metricsFor(direction: Direction, room?: number): Metrics {
  const metrics = METRICS[direction];
  if (direction === 'vertical' || room === undefined) return metrics;
  return { ...metrics, most: Math.min(400, Math.max(160, Math.round((room * LARGEST_SHARE) / 20) * 20)) };
}

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
