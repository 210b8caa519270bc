import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The compiler that made the committed binaries: another version gives other bytes. */
export const CLANG_VERSION = '19.1.7';

/** Flags of each binary: with or without multiply-add in one instruction, for memory of one thread or of many. */
export const VARIANTS = {
  simd: [],
  'simd-shared': ['shared'],
  relaxed: ['relaxed'],
  'relaxed-shared': ['relaxed', 'shared'],
} as const satisfies Readonly<Record<string, readonly ('relaxed' | 'shared')[]>>;

const here = dirname(fileURLToPath(import.meta.url));

/** Folder of the committed binaries. */
export const BINARIES = join(here, '../../src/runtime/wasm/kernels');

/** The command of the right clang on this machine, with its lld beside it; `undefined` if there is none. */
export function findClang(): string | undefined {
  const candidates = [process.env['CLANG'] ?? '', 'clang-19', 'clang'].filter((name) => name !== '');
  return candidates.find((command) => versionOf(command)?.includes(`clang version ${CLANG_VERSION}`));
}

/** Compiles every variant into a folder. Throws if the compiler does. */
export function compileKernels(clang: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  const sources = readdirSync(join(here, 'kernels'))
    .filter((name) => name.endsWith('.c'))
    .sort()
    .map((name) => join('kernels', name));
  for (const [name, traits] of Object.entries(VARIANTS)) {
    const flags = (traits as readonly string[]).flatMap((trait) => FLAGS[trait as keyof typeof FLAGS]);
    execFileSync(clang, [...COMMON, ...flags, '-o', join(folder, `${name}.wasm`), ...sources], { cwd: here });
  }
}

const COMMON = [
  '--target=wasm32',
  '-std=c17',
  '-O3',
  '-msimd128',
  '-mbulk-memory',
  '-Wall',
  '-Wextra',
  '-Werror',
  '-nostdlib',
  '-fno-builtin',
  '-Wl,--no-entry',
  '-Wl,--import-memory',
  '-Wl,--export=__stack_pointer',
  '-Wl,--export=__heap_base',
  '-Wl,--strip-all',
  '-Wl,-z,stack-size=65536',
];

const FLAGS = {
  relaxed: ['-mrelaxed-simd'],
  shared: ['-matomics', '-Wl,--shared-memory', '-Wl,--max-memory=4294967296'],
} as const;

function versionOf(command: string): string | undefined {
  try {
    return execFileSync(command, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return undefined;
  }
}
