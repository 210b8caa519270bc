import type { ChannelStats } from '../statistics.ts';
import { CHUNK, FIELDS } from './chunk-stats-program.ts';

/** Values that are nearer to one another, but not the same, differ by what has no square in float32. */
const LEAST_SPREAD = 1e-15;

/**
 * Statistics of channels of so many cells from those of their chunks (`chunkStatsProgram`); `undefined` where float32 does not do a value,
 * a sum or a difference.
 * Source: Chan, Golub, LeVeque, "Updating formulae and a pairwise algorithm for computing sample variances", 1979.
 */
export function joinChunks(
  numbers: Float32Array,
  channels: number,
  cells: number,
): readonly ChannelStats[] | undefined {
  const joined = Array.from({ length: channels }, (_unused, channel) => {
    let all = { min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY, mean: 0, squares: 0, zeros: 0, odd: 0 };
    for (let begin = 0, at = channel * FIELDS; begin < cells; begin += CHUNK, at += channels * FIELDS) {
      const [min = 0, max = 0, mean = 0, squares = 0, zeros = 0, odd = 0] = numbers.subarray(at, at + FIELDS);
      const count = Math.min(CHUNK, cells - begin);
      const difference = mean - all.mean;
      all = {
        min: Math.min(all.min, min),
        max: Math.max(all.max, max),
        mean: all.mean + (difference * count) / (begin + count),
        squares: all.squares + squares + (difference ** 2 * begin * count) / (begin + count),
        zeros: all.zeros + zeros,
        odd: all.odd + odd,
      };
    }
    return all;
  });
  if (joined.some(isBeyond)) return undefined;
  return joined.map(({ min, max, mean, squares, zeros }) => ({
    min,
    max,
    mean,
    std: Math.sqrt(squares / cells),
    zeros: zeros / cells,
  }));
}

function isBeyond({ min, max, squares, odd }: { min: number; max: number; squares: number; odd: number }): boolean {
  return odd > 0 || !Number.isFinite(squares) || (max > min && max - min < LEAST_SPREAD);
}
