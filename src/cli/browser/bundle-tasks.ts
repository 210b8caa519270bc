import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');

/** `tasks.ts` and all that it imports as scripts for a browser, by file name. Nothing is written to the disk. */
export async function bundleTasks(): Promise<ReadonlyMap<string, string | Uint8Array>> {
  const result = await build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      write: false,
      minify: false,
      target: 'esnext',
      lib: { entry: join(root, 'src/cli/browser/tasks.ts'), formats: ['es'], fileName: 'tasks' },
    },
  });
  const files = new Map<string, string | Uint8Array>();
  for (const bundle of Array.isArray(result) ? result : [result])
    for (const file of 'output' in bundle ? bundle.output : [])
      files.set(file.fileName, file.type === 'chunk' ? file.code : file.source);
  return files;
}
