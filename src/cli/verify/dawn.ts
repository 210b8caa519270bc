import type { create, globals } from 'webgpu';

/** WebGPU in this process, by Dawn, on whatever Vulkan, Metal or Direct3D the machine has. */
export interface Dawn {
  readonly device: GPUDevice;
  /** What it runs on. */
  readonly adapter: string;
  readonly software: boolean;
  /** Ends it; the process does not end before. */
  close(): void;
}

/**
 * A device that computes with float16 (`shader-f16`), or why there is none: a Chromium without a GPU offers none, Mesa's software Vulkan (from
 * 25 on) does. Puts WebGPU's globals in place.
 */
export async function openDawn(): Promise<Dawn | string> {
  const dawn = await loadDawn();
  if (typeof dawn === 'string') return dawn;
  Object.assign(globalThis, dawn.globals);
  // Dawn lives as long as this is referred to, and would else be gone in the midst of a call.
  let gpu: GPU | undefined = dawn.create([]);
  const adapter = await gpu.requestAdapter();
  if (adapter === null) return 'Dawn finds no WebGPU adapter';
  const { vendor, architecture, description, isFallbackAdapter } = adapter.info;
  const name = description || `${vendor} ${architecture}`;
  if (!adapter.features.has('shader-f16')) return `${name} has no shader-f16`;
  const { maxStorageBufferBindingSize, maxBufferSize } = adapter.limits;
  const device = await adapter.requestDevice({
    requiredFeatures: ['shader-f16'],
    requiredLimits: { maxStorageBufferBindingSize, maxBufferSize },
  });
  return {
    device,
    adapter: name,
    software: isFallbackAdapter,
    close() {
      device.destroy();
      gpu = undefined;
    },
  };
}

/** The package has a binary for each of the usual systems; elsewhere it cannot be loaded. */
async function loadDawn(): Promise<{ readonly create: typeof create; readonly globals: typeof globals } | string> {
  try {
    return await import('webgpu');
  } catch (error) {
    return `Dawn does not run here (${(error as Error).message})`;
  }
}
