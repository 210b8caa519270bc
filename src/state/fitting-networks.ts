import { analyze } from '../engine/analyze.ts';
import type { TensorInfo } from '../engine/match-weights.ts';
import { type Candidate, rankNetworks } from '../engine/rank-networks.ts';
import { stateEntries } from '../engine/state-entries.ts';
import { networks } from '../zoo/index.ts';

/** A network that a weights file would fit, with another number of classes where that is needed. */
export interface FittingNetwork {
  readonly network: string;
  readonly classes?: number;
}

/** Networks of the zoo that a file's tensors would fit, the best first, three at most. */
export function fittingNetworks(tensors: readonly TensorInfo[]): readonly FittingNetwork[] {
  const candidates: readonly Candidate[] = networks.map((entry) => ({
    id: entry.id,
    entries: stateEntries(analyze(entry.build(entry.defaults))),
  }));
  return rankNetworks(tensors, candidates)
    .slice(0, 3)
    .map(({ id, classes }) => ({ network: id, ...(classes !== undefined && { classes }) }));
}
