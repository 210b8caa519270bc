import { createReadStream } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { build } from 'vite';
import { browserArguments, findBrowser } from '../find-browser.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const OUT = join(root, 'node_modules/.cache/shapewalk-browser');

/**
 * Calls `task` of `tasks.ts` in a headless Chromium whose WebGPU runs on the software adapter, and gives its result. Input and result
 * are JSON; `files` are served to the page under `/files/<index>`.
 */
export async function runInBrowser<Result>(
  task: string,
  input: unknown,
  files: readonly string[] = [],
): Promise<Result> {
  await mkdir(OUT, { recursive: true });
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      outDir: OUT,
      emptyOutDir: true,
      minify: false,
      target: 'esnext',
      lib: { entry: join(root, 'src/cli/browser/tasks.ts'), formats: ['es'], fileName: 'tasks' },
    },
  });
  const browser = await chromium.launch({ ...findBrowser(), args: browserArguments({ softwareWebgpu: true }) });
  try {
    const page = await browser.newPage();
    await page.route('http://localhost/**', async (route) => {
      const { pathname } = new URL(route.request().url());
      if (pathname === '/')
        return route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Shapewalk</title>' });
      const file = /^\/files\/(\d+)$/.exec(pathname);
      if (file !== null)
        return route.fulfill({
          contentType: 'application/octet-stream',
          body: await readWhole(files[Number(file[1])] ?? ''),
        });
      return route.fulfill({ contentType: 'text/javascript', body: await readFile(join(OUT, pathname)) });
    });
    await page.goto('http://localhost/');
    const run = `import('/tasks.js').then((tasks) => tasks[${JSON.stringify(task)}](${JSON.stringify(input)})).then((result) => JSON.stringify(result))`;
    return JSON.parse(await page.evaluate<string>(run)) as Result;
  } finally {
    await browser.close();
  }
}

async function readWhole(path: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of createReadStream(path)) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
