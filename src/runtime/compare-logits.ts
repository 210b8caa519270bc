/** How many of the likeliest classes are compared. */
const FIRST = 5;

/** What became of logits by another way of computing. */
export interface LogitsError {
  /** Greatest absolute difference of a logit; not finite where a logit is not. */
  readonly difference: number;
  /** The same as a share of the greatest absolute logit of the exact ones. */
  readonly share: number;
  /** Whether the likeliest class is the same, and whether the first five are, in their order. */
  readonly sameFirst: boolean;
  readonly sameFive: boolean;
}

/** Logits `[N]` beside exact ones. */
export function compareLogits(found: Float32Array, exact: Float32Array): LogitsError {
  let difference = 0;
  let largest = 0;
  for (const [index, value] of exact.entries()) {
    const apart = Math.abs((found[index] ?? Number.NaN) - value);
    // A NaN is the worst of differences, and is kept.
    if (!(apart <= difference)) difference = Number.isNaN(difference) ? difference : apart;
    largest = Math.max(largest, Math.abs(value));
  }
  const [mine, theirs] = [firstOf(found), firstOf(exact)];
  return {
    difference,
    share: difference === 0 ? 0 : difference / largest,
    sameFirst: mine[0] === theirs[0],
    sameFive: mine.join() === theirs.join(),
  };
}

function firstOf(logits: Float32Array): readonly number[] {
  return Array.from(logits.keys())
    .sort((a, b) => (logits[b] as number) - (logits[a] as number))
    .slice(0, FIRST);
}
