import type { StateEntry } from './analysis.ts';
import { matchWeights, type TensorInfo } from './match-weights.ts';

/** A network that a file's arrays may belong to. */
export interface Candidate {
  readonly id: string;
  readonly entries: readonly StateEntry[];
}

/** A network that a file fits. */
export interface RankedNetwork {
  readonly id: string;
  /** Number of classes that the file's last layer has, where only that differs from the candidate. */
  readonly classes?: number;
}

/**
 * The networks that a file fits, the best first: those that take all of its arrays, then those that leave some out, then those
 * whose last layer alone has another number of classes.
 */
export function rankNetworks(
  tensors: readonly TensorInfo[],
  candidates: readonly Candidate[],
): readonly RankedNetwork[] {
  const ranked = candidates.flatMap(({ id, entries }) => {
    const match = matchWeights(entries, tensors);
    if (match.complete) return [{ network: { id }, rank: match.unexpected.length }];
    const classes = otherClasses(entries, match.misshaped);
    const fitsBut = match.missing.length === 0 && classes !== undefined;
    return fitsBut ? [{ network: { id, classes }, rank: 10_000 + match.unexpected.length }] : [];
  });
  return ranked.toSorted((a, b) => a.rank - b.rank).map(({ network }) => network);
}

/** Classes of the file if every misshaped array belongs to the last layer and differs in its outputs alone. */
function otherClasses(
  entries: readonly StateEntry[],
  misshaped: ReturnType<typeof matchWeights>['misshaped'],
): number | undefined {
  const last = entries.findLast(({ optional }) => optional !== true)?.node;
  const names = new Set(entries.filter(({ node }) => node === last).map(({ name }) => name));
  const [first] = misshaped;
  if (first === undefined || !misshaped.every(({ name }) => names.has(name))) return undefined;
  const same = misshaped.every(
    ({ expected, found }) => found.slice(1).join() === expected.slice(1).join() && found[0] === first.found[0],
  );
  return same ? first.found[0] : undefined;
}
