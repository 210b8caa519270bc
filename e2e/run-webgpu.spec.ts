import type { Page, Worker } from 'playwright/test';
import { browserArguments, findBrowser } from '../src/cli/find-browser.ts';
import { expect, open, test } from './fixtures.ts';
import { builtIn, chooseBackend, patiently, runPicture, runState, takeSample } from './run-page.ts';

test.use({ launchOptions: { ...findBrowser(), args: browserArguments({ softwareWebgpu: true }) } });

/** Opens Run with the built-in network in place; gives the app's worker. */
async function openRun(page: Page): Promise<Worker> {
  const own = page.waitForEvent('worker', { predicate: (worker) => worker.url().includes('/worker/') });
  await open(page, `#/${builtIn}?mode=run`);
  await patiently(page.getByRole('status')).toContainText('A picture is needed');
  return own;
}

/** The driver of a test: it compiles as many kernels as it is let. */
interface SlowDriver {
  held: (() => void)[];
  isOpen: boolean;
}

/** Makes the worker's devices wait before they compile a kernel of a network. */
function holdKernels(worker: Worker): Promise<void> {
  return worker.evaluate(() => {
    const driver: SlowDriver = { held: [], isOpen: false };
    Object.assign(globalThis, { driver });
    const { createComputePipelineAsync } = GPUDevice.prototype;
    GPUDevice.prototype.createComputePipelineAsync = async function (descriptor) {
      if (!driver.isOpen) await new Promise<void>((resolve) => driver.held.push(resolve));
      return createComputePipelineAsync.call(this, descriptor);
    };
  });
}

/** Lets the driver compile some of the kernels that wait, or all that it is ever asked for. */
function letCompile(worker: Worker, count = Number.POSITIVE_INFINITY): Promise<void> {
  return worker.evaluate(
    (some) => {
      const { driver } = globalThis as unknown as { driver: SlowDriver };
      driver.isOpen = some === null;
      for (const go of driver.held.splice(0, some ?? driver.held.length)) go();
    },
    Number.isFinite(count) ? count : null,
  );
}

test.describe('WebGPU on Run', () => {
  test.slow();

  test('kernels are counted as they are compiled, and whoever gives up can go on elsewhere', async ({ page }) => {
    const worker = await openRun(page);
    await holdKernels(worker);
    await chooseBackend(page, 'webgpu');
    await takeSample(page, 'cat');
    const status = page.getByRole('status').filter({ hasText: /Compiling/ });
    await patiently(status).toHaveText(/^Compiling · 0 of \d+/);
    await letCompile(worker, 3);
    await patiently(status).toHaveText(/^Compiling · 3 of \d+/);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await runState(page, 'idle');
    await letCompile(worker);
    await chooseBackend(page, 'wasm');
    await runPicture(page);
    await expect(page.getByRole('list', { name: 'Top predictions' })).toBeVisible();
  });
});
