import { registerBackend, removeBackend, setBackend } from '@tensorflow/tfjs-core';
import { RuntimeError } from '../RuntimeError.ts';
import type { Backend } from './Backend.ts';

/** What tfjs's kernels need, and storage buffers enough for a concat of Inception's branches in one go. */
const LIMITS = [
  'maxComputeWorkgroupStorageSize',
  'maxComputeWorkgroupsPerDimension',
  'maxStorageBufferBindingSize',
  'maxBufferSize',
  'maxComputeWorkgroupSizeX',
  'maxComputeInvocationsPerWorkgroup',
  'maxStorageBuffersPerShaderStage',
] as const;

let device: GPUDevice | undefined;

/** WebGPU on a device of our own making, so that its loss and its errors are heard of: tfjs listens to neither. */
export const webgpu: Backend = {
  id: 'webgpu',
  async probe() {
    const adapter = await requestAdapter();
    if (adapter === null) return { available: false, detail: '', software: false, reason: 'noWebgpu' };
    const { vendor, architecture, description } = adapter.info;
    const detail = description === '' ? `${vendor} ${architecture}`.trim() : description;
    return { available: true, detail, software: isSoftware(adapter.info) };
  },
  async start(onLost) {
    const adapter = await requestAdapter();
    if (adapter === null)
      throw new RuntimeError('backendUnavailable', { backend: 'webgpu' }, 'this browser offers no WebGPU adapter');
    const { WebGPUBackend } = await import('@tensorflow/tfjs-backend-webgpu');
    const own = await adapter.requestDevice({
      requiredLimits: Object.fromEntries(LIMITS.map((limit) => [limit, adapter.limits[limit]])),
    });
    device = own;
    own.lost.then(({ reason, message }) => {
      if (device === own && reason !== 'destroyed') onLost(message);
    }, onLost);
    own.addEventListener('uncapturederror', ({ error }) => onLost(error.message));
    removeBackend('webgpu');
    registerBackend('webgpu', () => new WebGPUBackend(own, adapter.info), 3);
    if (!(await setBackend('webgpu')))
      throw new RuntimeError('backendUnavailable', { backend: 'webgpu' }, 'the WebGPU backend did not start');
  },
  async synchronize() {
    const { backend } = await import('@tensorflow/tfjs-core');
    (backend() as unknown as { submitQueue(): void }).submitQueue();
    await device?.queue.onSubmittedWorkDone();
  },
  async stop() {
    removeBackend('webgpu');
    const own = device;
    device = undefined;
    own?.destroy();
  },
};

async function requestAdapter(): Promise<GPUAdapter | null> {
  if (typeof navigator === 'undefined' || navigator.gpu === undefined) return null;
  return (await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' })) ?? null;
}

function isSoftware(info: GPUAdapterInfo): boolean {
  return (
    info.isFallbackAdapter ||
    /swiftshader|llvmpipe|software/i.test(`${info.vendor} ${info.architecture} ${info.description}`)
  );
}
