import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { BINARIES, CLANG_VERSION, compileKernels, findClang, VARIANTS } from './compile-kernels.ts';

const clang = findClang();
if (clang === undefined) console.log(`clang ${CLANG_VERSION} is not here: the kernels are not compiled again`);

test.skipIf(clang === undefined)('compileKernels() gives the committed binaries, byte by byte', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kernels-'));
  try {
    compileKernels(clang ?? '', folder);
    for (const name of Object.keys(VARIANTS)) {
      const made = readFileSync(join(folder, `${name}.wasm`));
      expect(made.equals(readFileSync(join(BINARIES, `${name}.wasm`))), name).toBe(true);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
