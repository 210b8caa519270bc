import { backend, findBackendFactory, registerBackend, removeBackend, setBackend } from '@tensorflow/tfjs-core';
import { RuntimeError } from '../RuntimeError.ts';
import type { Backend, DeviceFault } from './Backend.ts';

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

/** What kernels in half precision need. */
const HALF = 'shader-f16';

/** What our own kernels use where the adapter has it: a clock to choose among them by, and half precision for who wants it. */
const FEATURES = ['timestamp-query', HALF] as const;

let device: GPUDevice | undefined;
let info: GPUAdapterInfo | undefined;
let fault: DeviceFault | undefined;

/** WebGPU on a device of our own making, so that its loss and its errors are heard of: tfjs listens to neither. */
export const webgpu: Backend = {
  id: 'webgpu',
  async probe() {
    const adapter = await requestAdapter();
    if (adapter === null) return { available: false, detail: '', software: false, reason: 'noWebgpu' };
    const { vendor, architecture, description } = adapter.info;
    const detail = description === '' ? `${vendor} ${architecture}`.trim() : description;
    return { available: true, detail, software: isSoftware(adapter.info), half: adapter.features.has(HALF) };
  },
  async start(onLost) {
    const adapter = await requestAdapter();
    if (adapter === null)
      throw new RuntimeError('backendUnavailable', { backend: 'webgpu' }, 'this browser offers no WebGPU adapter');
    const { WebGPUBackend } = await import('@tensorflow/tfjs-backend-webgpu');
    const own = await adapter.requestDevice({
      requiredFeatures: FEATURES.filter((feature) => adapter.features.has(feature)),
      requiredLimits: Object.fromEntries(LIMITS.map((limit) => [limit, adapter.limits[limit]])),
    });
    await this.stop();
    device = own;
    info = adapter.info;
    own.lost.then(({ reason, message }) => {
      if (device === own) onLost(message === '' ? reason : message);
    }, onLost);
    own.addEventListener('uncapturederror', ({ error }) => {
      fault ??= { outOfMemory: error instanceof GPUOutOfMemoryError, message: error.message };
    });
    registerBackend('webgpu', () => new WebGPUBackend(own, adapter.info), 3);
    if (!(await setBackend('webgpu')))
      throw new RuntimeError('backendUnavailable', { backend: 'webgpu' }, 'the WebGPU backend did not start');
  },
  async settle() {
    const tfjs = internals();
    tfjs.ensureCommandEncoderReady();
    tfjs.endComputePassEncoder();
    tfjs.submitQueue();
    await device?.queue.onSubmittedWorkDone();
  },
  takeFault() {
    const taken = fault;
    fault = undefined;
    return taken;
  },
  mostBytes() {
    const { maxStorageBufferBindingSize = 0, maxBufferSize = 0 } = device?.limits ?? {};
    return Math.min(maxStorageBufferBindingSize, maxBufferSize);
  },
  async trim() {
    if (device === undefined) return;
    await this.settle?.();
    const { bufferManager } = internals();
    // tfjs never destroys a buffer of its pool. The keys stay: it counts on finding the list of a size that it has used.
    for (const [key, buffers] of bufferManager.freeBuffers) {
      bufferManager.numBytesAllocated -= buffers.length * Number.parseInt(key, 10);
      bufferManager.numFreeBuffers -= buffers.length;
      for (const buffer of buffers) buffer.destroy();
      buffers.length = 0;
    }
  },
  async stop() {
    const own = device;
    device = undefined;
    fault = undefined;
    if (findBackendFactory('webgpu')) removeBackend('webgpu');
    own?.destroy();
  },
};

/** What WebGPU runs on. */
export interface WebgpuInUse {
  readonly device: GPUDevice;
  readonly info: GPUAdapterInfo;
  readonly software: boolean;
}

/** The device that WebGPU runs on; `undefined` while it does not. */
export function webgpuInUse(): WebgpuInUse | undefined {
  return device && info && { device, info, software: isSoftware(info) };
}

/** The parts of tfjs's backend that it calls private. */
interface Internals {
  ensureCommandEncoderReady(): void;
  endComputePassEncoder(): void;
  submitQueue(): void;
  readonly bufferManager: {
    readonly freeBuffers: ReadonlyMap<string, GPUBuffer[]>;
    numBytesAllocated: number;
    numFreeBuffers: number;
  };
}

function internals(): Internals {
  return backend() as unknown as Internals;
}

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
