import type { NodeReport } from '../../engine/analysis.ts';
import type { Conv2dAttrs } from '../../engine/layers/attrs.ts';
import { mapShape } from '../fused/storages.ts';

/** Outputs that one panel of packed weights makes: two vectors of four. */
export const PANEL = 8;

/** Outputs of a Winograd tile along one axis, and the inputs that they need. */
export const TILE = 4;
export const TILE_INPUTS = 6;

/**
 * Whether a convolution runs as Winograd's F(4×4, 3×3), which needs a quarter of the products but four times the weights: 3×3, stride 1,
 * and enough tiles to make up for reading them.
 */
export function isWinograd({ node, inputs, output }: NodeReport): boolean {
  if (node.kind !== 'Conv2d') return false;
  const { kernelSize, stride, dilation, groups } = node.attrs as Conv2dAttrs;
  const [channels] = mapShape(inputs[0] ?? []);
  const [outChannels, height, width] = mapShape(output);
  return (
    kernelSize.every((side) => side === 3) &&
    [...stride, ...dilation, groups].every((value) => value === 1) &&
    channels % 4 === 0 &&
    outChannels % PANEL === 0 &&
    channels >= 16 &&
    tileCount(height, width) >= 9
  );
}

/** Tiles that cover a map. */
export function tileCount(height: number, width: number): number {
  return Math.ceil(height / TILE) * Math.ceil(width / TILE);
}
