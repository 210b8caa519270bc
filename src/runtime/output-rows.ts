import type { ColourTable } from '../engine/colour-map.ts';
import type { Pair } from '../engine/shape.ts';
import type { Output } from './Output.ts';
import { outputPictures, type Pictures } from './output-pictures.ts';
import { normOf, outputStats } from './output-stats.ts';
import type { ChannelStats } from './statistics.ts';

/** Which channels of outputs that are compared are wanted as pictures, and how. */
export interface RowsSpec {
  /** How many channels, and from which place in their order on. */
  readonly count: number;
  readonly from: number;
  readonly colours: ColourTable;
  /** The most pixels of a picture. */
  readonly most: Pair;
}

/** Pictures of outputs of one shape, all on one scale: those of the first output, then those of the next. */
export interface OutputRows extends Pictures {
  /** The value that the ends of the colours stand for. */
  readonly limit: number;
  /** The channels that are shown of each output, in the order of their greatest magnitude in the first one. */
  readonly channels: readonly number[];
  /** The Euclidean norm of each output. */
  readonly norms: readonly number[];
}

/**
 * The same channels of outputs of one shape as pictures on one scale, those first that are strongest in the first output. On WebGPU the device
 * works out the statistics and paints, and these alone are read back.
 */
export async function outputRows(
  outputs: readonly Output[],
  { count, from, colours, most }: RowsSpec,
): Promise<OutputRows> {
  // All outputs are asked at once, so that the device is waited for twice and not twice for each.
  const stats = await Promise.all(outputs.map(outputStats));
  const reaches = stats.map((channels) => channels.map(reachOf));
  const limit = Math.max(0, ...reaches.flat());
  const channels = strongestFirst(reaches[0] ?? []).slice(from, from + count);
  const limits = channels.map(() => limit);
  const painted = await Promise.all(
    outputs.map((output) => outputPictures(output, { channels, limits, colours, most })),
  );
  const norms = outputs.map(({ shape }, index) => normOf(stats[index] ?? [], shape));
  return { ...join(painted), limit, channels, norms };
}

/** The greatest magnitude of a channel; what is not finite has a colour of its own and no place on the scale. */
function reachOf({ min, max }: ChannelStats): number {
  return Math.max(0, ...[-min, min, -max, max].filter(Number.isFinite));
}

function strongestFirst(reaches: readonly number[]): readonly number[] {
  return [...reaches.keys()].sort((a, b) => (reaches[b] ?? 0) - (reaches[a] ?? 0));
}

function join(painted: readonly Pictures[]): Pictures {
  const { height = 0, width = 0 } = painted[0] ?? {};
  const data = new Uint8ClampedArray(painted.reduce((sum, each) => sum + each.data.length, 0));
  let end = 0;
  for (const { data: part } of painted) {
    data.set(part, end);
    end += part.length;
  }
  return { height, width, data };
}
