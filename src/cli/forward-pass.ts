import type { Analysis } from '../engine/analysis.ts';
import type { ArraySource } from '../runtime/bind-weights.ts';
import type { Executor } from '../runtime/Executor.ts';
import { openFaithful } from '../runtime/open-network.ts';
import { startBackend } from '../runtime/start-backend.ts';
import { nodeKernels } from './node-kernels.ts';
import { fusedOn } from './open.ts';

/** Where a command lets networks run: the faithful executor on a backend of tfjs, or the fused one on kernels of our own. */
export const EXECUTORS = ['cpu', 'wasm', 'fused'] as const;

/** Puts weights into a network for many forward passes. */
export async function openForwardPass(
  analysis: Analysis,
  source: ArraySource,
  name: (typeof EXECUTORS)[number],
): Promise<Executor> {
  await startBackend(name === 'fused' ? 'wasm' : name, { allowSoftware: false });
  const open = name === 'fused' ? fusedOn('wasm', await nodeKernels()) : openFaithful;
  return (await open(analysis, source)).executor;
}
