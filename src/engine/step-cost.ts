import type { Analysis } from './analysis.ts';
import { numel } from './shape.ts';

/** What a computation costs, whoever does it: multiply-accumulates, and bytes of float32 that must be read or written at least once. */
export interface StepCost {
  readonly macs: number;
  readonly bytes: number;
}

/**
 * Cost of nodes that are computed in one go: what comes in from other nodes, their weights, and the last one's output; what lies between
 * them moves nowhere. Unknown ids cost nothing.
 */
export function stepCost({ byId }: Analysis, ids: readonly string[]): StepCost {
  const read = new Set<string>();
  let macs = 0;
  let bytes = 0;
  for (const id of ids) {
    const report = byId.get(id);
    if (report === undefined) continue;
    macs += report.macs;
    bytes += report.weightBytes + 4 * report.buffers;
    for (const [place, input] of report.node.inputs.entries()) {
      if (ids.includes(input) || read.has(input)) continue;
      read.add(input);
      bytes += 4 * numel(report.inputs[place] ?? []);
    }
  }
  return { macs, bytes: bytes + (byId.get(ids.at(-1) ?? '')?.activationBytes ?? 0) };
}
