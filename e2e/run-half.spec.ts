import type { Page } from 'playwright/test';
import { browserArguments, findBrowser } from '../src/cli/find-browser.ts';
import { axeViolations, expect, open, test } from './fixtures.ts';
import { builtIn, chooseBackend, patiently, runPicture, runState, takeSample } from './run-page.ts';

test.use({
  launchOptions: { ...findBrowser(), args: browserArguments({ softwareWebgpu: true }) },
  serviceWorkers: 'block',
});

/** Runs in the worker before the app's own code does anything: the adapter says that it has `shader-f16`, which its compiler then does not know. */
function claimHalf(): void {
  const claim = (prototype: object): void => {
    const { get } = Object.getOwnPropertyDescriptor(prototype, 'features') as { get(): ReadonlySet<string> };
    Object.defineProperty(prototype, 'features', {
      get(this: object) {
        return new Set([...get.call(this), 'shader-f16']);
      },
    });
  };
  claim(GPUAdapter.prototype);
  claim(GPUDevice.prototype);
  const { requestDevice } = GPUAdapter.prototype;
  GPUAdapter.prototype.requestDevice = function (descriptor) {
    const features = [...(descriptor?.requiredFeatures ?? [])].filter((feature) => feature !== 'shader-f16');
    return requestDevice.call(this, { ...descriptor, requiredFeatures: features });
  };
}

async function withClaim(page: Page): Promise<void> {
  await page.route(/\/worker\/entry-[^/]*\.js$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `(${claimHalf})();\n${await response.text()}` });
  });
}

test.describe('Half precision on Run', () => {
  test.slow();

  test('is off, and cannot be switched on where the adapter lacks it, which is said', async ({ page }) => {
    await open(page, `#/${builtIn}?mode=run`);
    const box = page.getByRole('checkbox', { name: /Half precision/ });
    await chooseBackend(page, 'wasm');
    await expect(box).toHaveCount(0);
    await chooseBackend(page, 'webgpu');
    await patiently(box).toBeDisabled();
    await expect(box).not.toBeChecked();
    await expect(box).toHaveAccessibleDescription(/shader-f16/);
  });

  test('gives way to float32 where the compiler refuses its kernels, and says so', async ({ page }) => {
    await withClaim(page);
    await open(page, `#/${builtIn}?mode=run`);
    await patiently(page.getByRole('status')).toContainText('A picture is needed');
    await chooseBackend(page, 'webgpu');
    const box = page.getByRole('checkbox', { name: /Half precision/ });
    await expect(box).not.toBeChecked();
    await box.check();
    await takeSample(page, 'cat');
    await runState(page, 'done');
    await expect(page.getByText(/Ran in float32: this device refused the kernels/)).toBeVisible();
    await expect(page.getByRole('list', { name: 'Top predictions' })).toBeVisible();
    await box.uncheck();
    await runPicture(page);
    await expect(page.getByText(/Ran in float32/)).toHaveCount(0);
  });

  test('is a contender of Measure here, or says why it cannot be one', async ({ page }) => {
    await open(page, `#/${builtIn}?mode=run`);
    await page.getByRole('button', { name: 'Measure here' }).click();
    const box = page.getByRole('dialog').getByRole('checkbox', { name: 'WebGPU, half precision' });
    await patiently(box).toBeDisabled();
    await expect(box).toHaveAccessibleDescription(/shader-f16/);
    expect(await axeViolations(page)).toEqual([]);
  });

  test('that is refused while it is measured gives its reason instead of times', async ({ page }) => {
    await withClaim(page);
    await open(page, `#/${builtIn}?mode=run`);
    await page.getByRole('button', { name: 'Measure here' }).click();
    const dialog = page.getByRole('dialog');
    const box = dialog.getByRole('checkbox', { name: 'WebGPU, half precision' });
    await patiently(box).toBeEnabled();
    for (const each of await dialog.getByRole('checkbox').all()) await each.uncheck();
    await box.check();
    await dialog.getByRole('button', { name: 'Measure', exact: true }).click();
    await patiently(dialog.getByRole('status').first()).toHaveText('Measured.');
    const table = dialog.getByRole('table', { name: 'Backends' });
    await expect(table).toContainText('WebGPU, half precision');
    await expect(table).toContainText('Not measured: this device refused the kernels in half precision');
    await expect(dialog.getByRole('table', { name: 'Layers' })).toHaveCount(0);
  });
});
