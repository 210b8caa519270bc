import { readFile } from 'node:fs/promises';
import type { Analysis } from '../engine/analysis.ts';
import type { ArraySource } from '../runtime/bind-weights.ts';
import { bindWeights } from '../runtime/bind-weights.ts';
import { Execution } from '../runtime/Execution.ts';
import { FusedExecution } from '../runtime/fused/FusedExecution.ts';
import { startBackend } from '../runtime/start-backend.ts';
import { WasmNetwork } from '../runtime/wasm/WasmNetwork.ts';

/** Where a command lets networks run: the faithful executor on a backend of tfjs, or the fused one on kernels of our own. */
export const EXECUTORS = ['cpu', 'wasm', 'fused'] as const;

/** A network that is ready to run. */
export interface ForwardPass {
  run(input: Float32Array): Promise<Float32Array>;
  dispose(): void;
}

/** Puts weights into a network for many forward passes. */
export async function openForwardPass(
  analysis: Analysis,
  source: ArraySource,
  executor: (typeof EXECUTORS)[number],
): Promise<ForwardPass> {
  if (executor === 'fused') {
    const bytes = await readFile(new URL('../runtime/wasm/kernels/simd.wasm', import.meta.url));
    const kernels = { module: await WebAssembly.compile(bytes), shared: false };
    return new FusedExecution(analysis, source, await WasmNetwork.create(analysis, source, { kernels }));
  }
  await startBackend(executor, { allowSoftware: false });
  const weights = await bindWeights(analysis, source);
  const execution = new Execution(analysis, weights);
  return {
    run: (input) => execution.run(input),
    dispose() {
      execution.dispose();
      weights.dispose();
    },
  };
}
