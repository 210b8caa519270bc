import { memory } from '@tensorflow/tfjs-core';

/** Tensors that live on the backend in use, and their bytes. */
export function tensorMemory(): { readonly tensors: number; readonly bytes: number } {
  const { numTensors, numBytes } = memory();
  return { tensors: numTensors, bytes: numBytes };
}
