import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browserArguments, findBrowser } from '../src/cli/find-browser.ts';
import { measure } from './measure.ts';
import { serveBench } from './serve.ts';

const hasBrowser = existsSync(findBrowser().executablePath ?? chromium.executablePath());
if (!hasBrowser) console.log('no Chromium is here: the executors are not compared in a browser');

describe.skipIf(!hasBrowser)('in a browser', () => {
  let browser: Browser;
  let page: Page;
  let close: () => Promise<void>;

  beforeAll(async () => {
    const server = await serveBench();
    close = server.close;
    browser = await chromium.launch({ ...findBrowser(), args: browserArguments({ softwareWebgpu: true }) });
    page = await browser.newPage();
    await page.goto(server.url);
  });

  afterAll(async () => {
    await browser.close();
    await close();
  });

  test.each(['resnet20_cifar', 'resnext20_cifar', 'googlenet'])(
    'the fused passes of %s with one thread, with two and on WebGPU give what the faithful one gives',
    async (network) => {
      const contenders = [
        { engine: 'faithful', threads: 2 },
        { engine: 'fused', threads: 1 },
        { engine: 'fused', threads: 2 },
        { engine: 'webgpu', threads: 1 },
      ] as const;
      for (const { difference } of await measure(page, contenders, { network, size: 32 }, 0))
        expect(difference).toBeLessThan(1e-4);
    },
  );
});
