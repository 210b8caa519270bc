import type { BackendId } from './backends/Backend.ts';
import { backends } from './backends/index.ts';
import { RuntimeError } from './RuntimeError.ts';

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
