import type { Kernels } from './kernels.ts';

const compiled = new Map<string, Promise<WebAssembly.Module>>();

/**
 * The fastest kernels that this browser runs, fetched and compiled once: memory that threads share needs a cross-origin isolated page.
 */
export async function loadKernels({ shared }: { readonly shared: boolean }): Promise<Kernels> {
  const isRelaxed = WebAssembly.validate(RELAXED_MODULE);
  // Only a bundler knows these addresses: whoever brings kernels along never asks for them.
  const { KERNEL_FILES } = await import('./kernel-files.ts');
  const url = KERNEL_FILES[`${isRelaxed ? 'relaxed' : 'simd'}${shared ? '-shared' : ''}`];
  const compiling = compiled.get(url) ?? compile(url);
  compiled.set(url, compiling);
  try {
    return { module: await compiling, shared };
  } catch (error) {
    compiled.delete(url);
    throw error;
  }
}

async function compile(url: string): Promise<WebAssembly.Module> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return WebAssembly.compile(await response.arrayBuffer());
}

/** The smallest module with `f32x4.relaxed_madd`: valid only where relaxed SIMD is. */
const RELAXED_MODULE = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 8, 1, 96, 3, 123, 123, 123, 1, 123, 3, 2, 1, 0, 10, 13, 1, 11, 0, 32, 0, 32, 1, 32, 2,
  253, 133, 2, 11,
]);
