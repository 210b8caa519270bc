import type { BackendId } from './backends/Backend.ts';
import { backends } from './backends/index.ts';
import { RuntimeError } from './RuntimeError.ts';

/** Whether a software adapter may be used, and who is told when the device is gone. */
export interface StartOptions {
  readonly allowSoftware: boolean;
  /** As many threads as WASM may use; as many as there are cores where absent. */
  readonly mostThreads?: number | undefined;
  onLost?(reason: string): void;
}

/** Starts a backend and makes it tfjs's current one. Throws `RuntimeError` if it is not available, or software without leave. */
export async function startBackend(id: BackendId, { allowSoftware, mostThreads, onLost }: StartOptions): Promise<void> {
  const backend = backends[id];
  const offer = await backend.probe();
  if (!offer.available)
    throw new RuntimeError('backendUnavailable', { backend: id }, `${id} is not available on this machine`);
  if (offer.software && !allowSoftware)
    throw new RuntimeError(
      'softwareAdapter',
      { backend: id },
      `${id} would run on a software adapter (${offer.detail}), which nobody asked for`,
    );
  await backend.start((reason) => onLost?.(reason), mostThreads);
}
