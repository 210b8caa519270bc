import type { Analysis } from '../engine/analysis.ts';
import type { BackendId } from '../runtime/backends/Backend.ts';
import type { ArraySource } from '../runtime/bind-weights.ts';
import { type NotFused, type OpenNetwork, openNetwork } from '../runtime/open-network.ts';
import type { Kernels } from '../runtime/wasm/kernels.ts';

/** Puts a network onto an executor on the backend in use. Whoever asks disposes of it. */
export type Open = (analysis: Analysis, source: ArraySource) => Promise<Pick<OpenNetwork, 'executor' | 'notFused'>>;

/** Opens networks as the app does: on the fused executor where it can. `kernels` where there is no browser to choose them. */
export function fusedOn(backend: BackendId, kernels?: Kernels): Open {
  return (analysis, source) => openNetwork(backend, analysis, source, kernels === undefined ? {} : { kernels });
}

/** Why a network runs layer by layer, in words. */
export function reasonOf(notFused: NotFused): string {
  if (notFused.rule === 'layer') return `no fused kernel computes ${notFused.node} (${notFused.kind})`;
  return { backend: 'the backend has no fused kernels', simd: 'there is no SIMD', cut: 'it is cut' }[notFused.rule];
}
