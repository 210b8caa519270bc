import type { Analysis } from '../../engine/analysis.ts';
import { KEEP_BYTES } from '../Execution.ts';
import { RuntimeError } from '../RuntimeError.ts';

const MIB = 2 ** 20;

/** Throws `RuntimeError` for a network whose outputs cannot all be kept, as the way back needs them. */
export function checkBackward({ graph, reports }: Analysis): void {
  const bytes = reports.reduce((sum, { node, activationBytes }) => sum + (node.role ? 0 : activationBytes), 0);
  if (bytes <= KEEP_BYTES) return;
  const [needed, limit] = [Math.ceil(bytes / MIB), KEEP_BYTES / MIB];
  throw new RuntimeError(
    'backwardTooLarge',
    { network: graph.name, needed, limit },
    `a backward pass through ${graph.name} needs ${needed} MiB of outputs, and at most ${limit} are kept`,
  );
}
