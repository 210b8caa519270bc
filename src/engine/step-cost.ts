import type { Analysis } from './analysis.ts';
import { numel } from './shape.ts';

/** What a computation costs, whoever does it: multiply-accumulates, and bytes that must be read or written at least once. */
export interface StepCost {
  readonly macs: number;
  readonly bytes: number;
}

/**
 * Cost of nodes that are computed in one go: what comes in from other nodes, their weights, and the last one's output; what lies between
 * them moves nowhere. Unknown ids cost nothing. A value is a float32 by default; with `half` a float16, but for the network's input and output.
 * Biases, which then stay float32, count as weights do: they are less than a hundredth of them.
 */
export function stepCost({ byId, graph }: Analysis, ids: readonly string[], { half = false } = {}): StepCost {
  const read = new Set<string>();
  const share = half ? 0.5 : 1;
  const shareOf = (id: string): number => (id === graph.output || byId.get(id)?.node.kind === 'Input' ? 1 : share);
  let macs = 0;
  let bytes = 0;
  for (const id of ids) {
    const report = byId.get(id);
    if (report === undefined) continue;
    macs += report.macs;
    bytes += share * (report.weightBytes + 4 * report.buffers);
    for (const [place, input] of report.node.inputs.entries()) {
      if (ids.includes(input) || read.has(input)) continue;
      read.add(input);
      bytes += shareOf(input) * 4 * numel(report.inputs[place] ?? []);
    }
  }
  const last = ids.at(-1) ?? '';
  return { macs, bytes: bytes + shareOf(last) * (byId.get(last)?.activationBytes ?? 0) };
}
