import { readFile } from 'node:fs/promises';
import type { Kernels } from '../runtime/wasm/kernels.ts';

/** The fused kernels for one thread, read from the disk: Node has no addresses for them. */
export async function nodeKernels(): Promise<Kernels> {
  const bytes = await readFile(new URL('../runtime/wasm/kernels/simd.wasm', import.meta.url));
  return { module: await WebAssembly.compile(bytes), shared: false };
}
