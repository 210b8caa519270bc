import type { Analysis } from '../../../src/engine/analysis.ts';
import type { StateDict } from '../../../src/runtime/StateDict.ts';
import { WebGpuNetwork } from '../../../src/runtime/webgpu/WebGpuNetwork.ts';
import type { Engine } from '../protocol.ts';
import { countDispatches } from './count-dispatches.ts';

/** Our fused executor on WebGPU. */
export async function webgpuEngine(analysis: Analysis, state: StateDict, input: Float32Array): Promise<Engine> {
  const adapter = await navigator.gpu.requestAdapter();
  if (adapter === null) throw new Error('there is no WebGPU adapter');
  const { maxStorageBufferBindingSize, maxBufferSize } = adapter.limits;
  const device = await adapter.requestDevice({ requiredLimits: { maxStorageBufferBindingSize, maxBufferSize } });
  const network = await WebGpuNetwork.create(analysis, (name) => state.get(name), { device });
  return {
    dispatches: await countDispatches(() => network.run(input)),
    run: () => network.run(input),
    async unload() {
      network.dispose();
      device.destroy();
    },
  };
}
