import relaxed from './kernels/relaxed.wasm?url';
import relaxedShared from './kernels/relaxed-shared.wasm?url';
import simd from './kernels/simd.wasm?url';
import simdShared from './kernels/simd-shared.wasm?url';

/** Addresses of the compiled kernels in the browser. */
export const KERNEL_FILES = {
  relaxed,
  'relaxed-shared': relaxedShared,
  simd,
  'simd-shared': simdShared,
} as const;
