import type { Analysis } from '../engine/analysis.ts';
import type { BackendId } from './backends/Backend.ts';
import { hasSimd, wasmThreads } from './backends/wasm.ts';
import { webgpuInUse } from './backends/webgpu.ts';
import { type ArraySource, type BindOptions, type BoundWeights, bindWeights } from './bind-weights.ts';
import { Execution } from './Execution.ts';
import type { Executor } from './Executor.ts';
import { FusedExecution, type FusedNetwork } from './fused/FusedExecution.ts';
import { NotFusedError } from './fused/NotFusedError.ts';
import { RuntimeError } from './RuntimeError.ts';
import { hasNonFinite } from './statistics.ts';
import type { Kernels } from './wasm/kernels.ts';
import { loadKernels } from './wasm/load-kernels.ts';
import { dropMemory } from './wasm/memory-reuse.ts';
import { prepareThreads, startThread } from './wasm/start-thread.ts';
import { WasmNetwork, type WasmOptions } from './wasm/WasmNetwork.ts';
import { warmUp } from './wasm/warm-up.ts';
import { type NotHalf, NotHalfError } from './webgpu/NotHalfError.ts';
import { choicesFor } from './webgpu/tuning/open-choices.ts';
import { type LoadOptions, WebGpuNetwork } from './webgpu/WebGpuNetwork.ts';

/**
 * Why a network runs layer by layer: its backend has no fused kernels, this browser cannot run them, it is the loaded network cut along
 * other ways, or a layer has none.
 */
export type NotFused =
  | { readonly rule: 'backend' | 'simd' | 'cut' }
  | { readonly rule: 'layer'; readonly node: string; readonly kind: string };

export type { NotHalf };

/** How a network is opened. */
export interface OpenOptions extends LoadOptions {
  /** The fused kernels on WebAssembly; by default the fastest ones that this browser runs. */
  readonly kernels?: Kernels;
  /** Half precision where it can be had: WebGPU with `shader-f16`, fused. Float32 where absent. */
  readonly half?: boolean;
}

/** A network with its weights on the backend in use. */
export interface OpenNetwork {
  readonly executor: Executor;
  /** Why it does not run fused; absent where it does. */
  readonly notFused?: NotFused;
  /** Whether it computes in half precision, and why not where that was wanted. */
  readonly half: boolean;
  readonly notHalf?: NotHalf;
  /** Names of arrays that hold NaN or infinity. */
  readonly nonFinite: readonly string[];
  /** The weights for tfjs, which other graphs of the same layers can run on. They are the network's, and go with it. */
  weights(): Promise<BoundWeights>;
}

/**
 * Puts a network onto the backend in use: on the fused executor where there is one for all of its layers, else on the faithful one.
 * The source must give its arrays as long as the network is looked at. Throws `RuntimeError` if there is not enough memory.
 */
export async function openNetwork(
  backend: BackendId,
  analysis: Analysis,
  source: ArraySource,
  options: OpenOptions = {},
): Promise<OpenNetwork> {
  const nonFinite = new Set<string>();
  const onNonFinite = (name: string): unknown => nonFinite.add(name);
  const watched: ArraySource = async (name, place) => {
    const data = await source(name, place);
    // What is wanted in a place is looked at there.
    if (data !== undefined && place === undefined && hasNonFinite(data)) onNonFinite(name);
    return data;
  };
  const notHalf = options.half === true && { notHalf: { rule: 'layers' } as const };
  try {
    const network = await openFused(backend, analysis, watched, { ...options, onNonFinite });
    if (!('rule' in network)) return wrapFused(analysis, source, network, [...nonFinite]);
    return { ...(await openFaithful(analysis, source, options)), notFused: network, ...notHalf };
  } catch (error) {
    if (error instanceof NotHalfError)
      return { ...(await openNetwork(backend, analysis, source, { ...options, half: false })), notHalf: error.why };
    if (error instanceof NotFusedError) {
      const { node, kind } = error;
      return {
        ...(await openFaithful(analysis, source, options)),
        notFused: { rule: 'layer', node, kind },
        ...notHalf,
      };
    }
    if (!(error instanceof RangeError)) throw error;
    const name = analysis.graph.name;
    throw new RuntimeError(
      'outOfMemory',
      { backend, node: name },
      `${backend} has no room for ${name}: ${error.message}`,
    );
  }
}

/** Begins to fetch, start and compile what every fused network on a backend needs, so that it is there when the first one is opened. */
export function prepareFused(backend: BackendId): void {
  if (backend !== 'wasm' || !hasSimd()) return;
  const threads = wasmThreads();
  prepareThreads(threads - 1);
  // A failure is met again, and told, by whoever opens a network.
  loadKernels({ shared: threads > 1 })
    .then((kernels) => warmUp({ kernels, threads, startThread }))
    .then(() => prepareThreads(threads - 1))
    .catch(() => {});
}

async function openFused(
  backend: BackendId,
  analysis: Analysis,
  source: ArraySource,
  options: OpenOptions & Pick<WasmOptions, 'onNonFinite'>,
): Promise<FusedNetwork | NotFused> {
  if (backend !== 'wasm') dropMemory();
  const gpu = webgpuInUse();
  if (backend === 'webgpu' && gpu !== undefined) {
    const { device, info, software } = gpu;
    // What one measures on a software adapter is what else the processor has to do.
    const choices = software ? undefined : await choicesFor(info);
    const adapter = software ? 'software' : 'gpu';
    return WebGpuNetwork.create(analysis, source, { ...options, device, adapter, choices });
  }
  if (backend !== 'wasm') return { rule: 'backend' };
  if (!hasSimd()) return { rule: 'simd' };
  const kernels = options.kernels ?? (await loadKernels({ shared: wasmThreads() > 1 }));
  const threads = kernels.shared ? wasmThreads() : 1;
  return WasmNetwork.create(analysis, source, { ...options, kernels, threads, startThread });
}

/** A fused network keeps its weights in its own layout: for others they are bound when the first of them asks. */
function wrapFused(
  analysis: Analysis,
  source: ArraySource,
  network: FusedNetwork,
  nonFinite: readonly string[],
): OpenNetwork {
  const execution = new FusedExecution(analysis, source, network);
  const timeSteps = network.timeSteps?.bind(network);
  let binding: Promise<BoundWeights> | undefined;
  const executor: Executor = {
    bytes: network.bytes,
    run: (input, options) => execution.run(input, options),
    read: (id, options) => execution.read(id, options),
    output: (id) => execution.output(id),
    ...(timeSteps && { timeSteps }),
    dispose() {
      execution.dispose();
      binding?.then(
        (weights) => weights.dispose(),
        () => {},
      );
    },
  };
  return {
    executor,
    half: network.half === true,
    nonFinite,
    weights() {
      binding ??= bindWeights(analysis, source);
      return binding;
    },
  };
}

/** Puts a network onto the backend in use, on the faithful executor. */
export async function openFaithful(
  analysis: Analysis,
  source: ArraySource,
  options: BindOptions = {},
): Promise<OpenNetwork> {
  const weights = await bindWeights(analysis, source, options);
  const execution = new Execution(analysis, weights);
  const executor: Executor = {
    bytes: 0,
    run: (input, runOptions) => execution.run(input, runOptions),
    read: (id) => execution.read(id),
    output: (id) => execution.output(id),
    dispose() {
      execution.dispose();
      weights.dispose();
    },
  };
  return { executor, half: false, nonFinite: weights.nonFinite, weights: async () => weights };
}
