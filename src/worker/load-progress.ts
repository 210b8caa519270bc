import type { LoadOptions } from '../runtime/webgpu/WebGpuNetwork.ts';
import type { Progress } from './protocol.ts';

/** Tells how far a network is on its way to the device: weights in their places, then kernels that are still being compiled. */
export function loadProgress(
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
): Pick<LoadOptions, 'signal' | 'onArray' | 'onKernel'> {
  return {
    signal,
    onArray: (done, total) => onProgress({ phase: 'upload', done, total, unit: 'layers' }),
    onKernel: (done, total) => onProgress({ phase: 'compile', done, total, unit: 'kernels' }),
  };
}
