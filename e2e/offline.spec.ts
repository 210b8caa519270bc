import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { expect, open, ready, test } from './fixtures.ts';
import { allBuiltIn, predictions, runState, takeSample } from './run-page.ts';

test.use({ serviceWorkers: 'allow' });

/** Waits until the app is on the device and serves this page; long, since other browsers may be at work beside this one. */
async function kept(page: Page): Promise<void> {
  const state = () => page.evaluate(() => navigator.serviceWorker.controller?.state);
  await expect.poll(state, { timeout: 60_000 }).toBe('activated');
}

test.describe('Offline', () => {
  test('after one visit the app opens without a network, on every page and in every language', async ({
    page,
    context,
  }) => {
    await open(page, '#/resnet18');
    await kept(page);
    await context.setOffline(true);
    await page.reload();
    await ready(page);
    for (const mode of ['table', 'run', 'explore'] as const)
      for (const lang of ['en', 'ko', 'ja'] as const) {
        await page.goto(`/#/vgg11?mode=${mode}&lang=${lang}`);
        await ready(page);
        await expect(page.locator('html')).toHaveAttribute('lang', lang);
      }
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  });

  test('every network that comes with the app runs a picture without a network', async ({ page, context }) => {
    test.slow();
    await open(page, '#/resnet18');
    await kept(page);
    await context.setOffline(true);
    for (const network of allBuiltIn) {
      await page.goto(`/#/${network}?mode=run&lang=en`);
      await page.reload();
      await ready(page);
      await takeSample(page, 'ship');
      await runState(page, 'done');
      await expect(predictions(page)).toHaveCount(5);
    }
  });

  test('keeps every file of the build that the app may ask for', async ({ page }) => {
    await open(page, '#/resnet18');
    await kept(page);
    const paths = await page.evaluate(async () => {
      const keys: string[] = [];
      for (const name of await caches.keys())
        for (const { url } of await (await caches.open(name)).keys()) keys.push(new URL(url).pathname);
      return keys;
    });
    for (const pattern of [
      /threaded-simd.*\.wasm$/,
      /\/worker\/entry-/,
      /samples\/cat\.jpg$/,
      /alexnet_cifar\.safetensors$/,
    ])
      expect(
        paths.some((path) => pattern.test(path)),
        String(pattern),
      ).toBe(true);
    const dist = join(import.meta.dirname, '../dist');
    for (const path of paths) expect(existsSync(join(dist, path)), path).toBe(true);
  });

  test('can be installed', async ({ page, request }) => {
    await open(page, '#/resnet18');
    const href = await page.locator('link[rel="manifest"]').getAttribute('href');
    const manifest = (await (await request.get(href ?? '')).json()) as { readonly icons: readonly { src: string }[] };
    expect(manifest).toMatchObject({ name: 'Shapewalk', display: 'standalone', start_url: '/' });
    for (const { src } of manifest.icons) expect((await request.get(src)).headers()['content-type']).toBe('image/png');
  });
});
