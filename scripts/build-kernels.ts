/** `npm run kernels`: compiles the WebAssembly kernels from scripts/wasm/kernels into src/runtime/wasm/kernels. */
import { BINARIES, CLANG_VERSION, compileKernels, findClang } from './wasm/compile-kernels.ts';

const clang = findClang();
if (clang === undefined) {
  console.error(`clang ${CLANG_VERSION} with lld is needed (Debian: clang-19 and lld-19); CLANG may name it.`);
  process.exitCode = 1;
} else {
  compileKernels(clang, BINARIES);
}
