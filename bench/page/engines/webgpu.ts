import type { Analysis } from '../../../src/engine/analysis.ts';
import type { StateDict } from '../../../src/runtime/StateDict.ts';
import { memoryStore } from '../../../src/runtime/store/memory-store.ts';
import { openChoices } from '../../../src/runtime/webgpu/tuning/choices.ts';
import { WebGpuNetwork } from '../../../src/runtime/webgpu/WebGpuNetwork.ts';
import type { Engine, WebgpuName } from '../protocol.ts';
import { DeviceWatch } from './DeviceWatch.ts';

/** Milliseconds that are enough to compile and to measure every form of every convolution, on software too. */
const NO_HASTE = { budget: 60_000, patience: 600_000 };

/** Our fused executor on WebGPU, with the kernels that shapes suggest, or those that a measurement chose, or in half precision. */
export async function webgpuEngine(
  analysis: Analysis,
  state: StateDict,
  input: Float32Array,
  name: WebgpuName,
): Promise<Engine> {
  const watch = new DeviceWatch();
  const adapter = await navigator.gpu.requestAdapter();
  if (adapter === null) throw new Error('there is no WebGPU adapter');
  const half = name === 'webgpu-half';
  const features = ['timestamp-query', ...(half ? (['shader-f16'] as const) : [])] as const;
  const { maxStorageBufferBindingSize, maxBufferSize } = adapter.limits;
  const device = await adapter.requestDevice({
    requiredFeatures: features.filter((feature) => adapter.features.has(feature)),
    requiredLimits: { maxStorageBufferBindingSize, maxBufferSize },
  });
  const choices = name === 'webgpu-measured' ? await openChoices(memoryStore(), '', '') : undefined;
  const network = await WebGpuNetwork.create(analysis, (name) => state.get(name), {
    device,
    adapter: adapter.info.isFallbackAdapter ? 'software' : 'gpu',
    choices,
    half,
    limits: NO_HASTE,
  });
  return {
    traffic: await watch.ofSecond(() => network.run(input)),
    forms: network.forms,
    run: () => network.run(input),
    async unload() {
      network.dispose();
      device.destroy();
    },
  };
}
