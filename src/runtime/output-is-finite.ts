import { max } from '@tensorflow/tfjs-core';
import { webgpuInUse } from './backends/webgpu.ts';
import type { Output } from './Output.ts';
import { hasNonFinite } from './statistics.ts';
import { runProgram } from './webgpu/device-program.ts';
import { nonFiniteProgram } from './webgpu/non-finite-program.ts';

/** Whether no value of a node's output is NaN or infinite. On WebGPU the device looks, and one number is read back. */
export async function outputIsFinite({ tensor }: Output): Promise<boolean> {
  if (webgpuInUse() === undefined) return !hasNonFinite((await tensor.data()) as Float32Array);
  const program = nonFiniteProgram(tensor.size);
  const [threads = 0] = program.outputShape;
  const flags = runProgram(program, [tensor], 'float32', [tensor.size, threads]);
  const found = max(flags);
  try {
    return (await found.data())[0] === 0;
  } finally {
    flags.dispose();
    found.dispose();
  }
}
