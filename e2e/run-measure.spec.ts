import { axeViolations, expect, open, test } from './fixtures.ts';
import { builtIn, patiently } from './run-page.ts';

test.describe('Measure here', () => {
  test.slow();

  test('measures a backend layer by layer, with a plot and a table, and copies it as text', async ({ page }) => {
    await open(page, `#/${builtIn}?mode=run`);
    await page.getByRole('button', { name: 'Measure here' }).click();
    const dialog = page.getByRole('dialog');
    await patiently(dialog.getByRole('checkbox', { name: 'WebAssembly' })).toBeChecked();
    for (const box of await dialog.getByRole('checkbox').all()) await box.uncheck();
    await expect(dialog.getByRole('button', { name: 'Measure', exact: true })).toBeDisabled();
    await dialog.getByRole('checkbox', { name: 'WebAssembly' }).check();
    await dialog.getByRole('button', { name: 'Measure', exact: true }).click();
    await patiently(dialog.getByRole('status').first()).toHaveText('Measured.');
    await expect(dialog.getByRole('table', { name: 'Backends' })).toContainText('fused');
    await expect(dialog.getByRole('img', { name: /layers by MACs per byte/ })).toBeVisible();
    await expect(
      dialog.getByRole('table', { name: 'Layers' }).getByRole('rowheader', { name: /^conv1 \+/ }),
    ).toBeVisible();
    expect(await axeViolations(page)).toEqual([]);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await dialog.getByRole('button', { name: 'Copy as text' }).click();
    await expect(dialog.getByRole('status').last()).toHaveText('Copied.');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('wasm\tconv1');
  });

  test('a measurement stops when it is told to, and can be begun again', async ({ page }) => {
    await open(page, '#/resnet152?mode=run');
    await page.getByRole('button', { name: 'Measure here' }).click();
    const dialog = page.getByRole('dialog');
    const start = dialog.getByRole('button', { name: 'Measure', exact: true });
    await patiently(start).toBeEnabled();
    await start.click();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await patiently(start).toBeEnabled();
    await expect(dialog.getByRole('table')).toHaveCount(0);
  });
});
