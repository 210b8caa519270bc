import type { Analysis } from '../engine/analysis.ts';
import type { BackendId } from './backends/Backend.ts';
import { backends } from './backends/index.ts';
import { RuntimeError } from './RuntimeError.ts';

/** Throws `RuntimeError` if a layer's output is more than the device takes in one piece. */
export function checkSizes(id: BackendId, { reports }: Analysis): void {
  const limit = backends[id].mostBytes?.() ?? Number.POSITIVE_INFINITY;
  const large = reports.find(({ activationBytes }) => activationBytes > limit);
  if (large === undefined) return;
  const { node, activationBytes: bytes } = large;
  throw new RuntimeError(
    'tensorTooLarge',
    { node: node.id, bytes, limit },
    `the output of ${node.id} has ${bytes} bytes, and ${id} takes ${limit} in one piece`,
  );
}

/** Throws `RuntimeError` if the device has reported a fault that no call noticed; `node` says how far the run had come. */
export function checkDevice(id: BackendId, node: string): void {
  const fault = backends[id].takeFault?.();
  if (fault === undefined) return;
  if (fault.outOfMemory)
    throw new RuntimeError(
      'outOfMemory',
      { backend: id, node },
      `${id} ran out of memory at ${node}: ${fault.message}`,
    );
  throw new RuntimeError('unexpected', { message: `${id}, ${node}: ${fault.message}` }, fault.message);
}
