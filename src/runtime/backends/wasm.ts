import { env, setBackend } from '@tensorflow/tfjs-core';
import { RuntimeError } from '../RuntimeError.ts';
import type { Backend } from './Backend.ts';
import { dropBackend } from './drop-backend.ts';

/** tfjs's own rank of the backend. */
const PRIORITY = 2;

/** WebAssembly through XNNPACK: SIMD where the browser has it, threads where the page is cross-origin isolated. */
export const wasm: Backend = {
  id: 'wasm',
  async probe() {
    if (typeof WebAssembly === 'undefined') return { available: false, detail: '', software: false, reason: 'noWasm' };
    return { available: true, detail: hasSimd() ? `SIMD, ${wasmThreads()}×` : 'scalar', software: false };
  },
  async start(_onLost, mostThreads = Number.POSITIVE_INFINITY) {
    const { setThreadsCount, setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
    const paths = await wasmPaths();
    if (paths !== undefined) setWasmPaths(paths);
    setThreadsCount(Math.min(wasmThreads(), mostThreads));
    if (!(await setBackend('wasm')))
      throw new RuntimeError('backendUnavailable', { backend: 'wasm' }, 'the WebAssembly backend did not start');
  },
  trim: async () => {},
  async stop() {
    dropBackend('wasm', PRIORITY);
  },
};

/** Threads that would run: tfjs allows eight; more than the cores make it slower. */
export function wasmThreads(): number {
  const isolated = (globalThis as { readonly crossOriginIsolated?: boolean }).crossOriginIsolated === true;
  return isolated ? Math.max(1, Math.min(8, navigator.hardwareConcurrency)) : 1;
}

/** Whether the browser's WebAssembly has SIMD. */
export function hasSimd(): boolean {
  return WebAssembly.validate(SIMD_MODULE);
}

/** Addresses of the three binaries in the browser; in Node the package finds its own. */
async function wasmPaths(): Promise<Record<string, string> | undefined> {
  if (env().get('IS_NODE') === true) return undefined;
  const { WASM_FILES } = await import('./wasm-files.ts');
  return { ...WASM_FILES };
}

/** The smallest module with a SIMD instruction (`i8x16.splat`, `i8x16.popcnt`): valid only where SIMD is. */
const SIMD_MODULE = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
]);
