import type { Analysis } from '../../../src/engine/analysis.ts';
import type { StateDict } from '../../../src/runtime/StateDict.ts';
import { loadKernels } from '../../../src/runtime/wasm/load-kernels.ts';
import { startThread } from '../../../src/runtime/wasm/start-thread.ts';
import { WasmNetwork } from '../../../src/runtime/wasm/WasmNetwork.ts';
import type { Engine } from '../protocol.ts';

/** Our fused executor. */
export async function fusedEngine(
  analysis: Analysis,
  state: StateDict,
  input: Float32Array,
  threads: number,
): Promise<Engine> {
  const kernels = await loadKernels({ shared: threads > 1 });
  const network = await WasmNetwork.create(analysis, (name) => state.get(name), { kernels, threads, startThread });
  return { run: async () => network.run(input), unload: async () => network.dispose() };
}
