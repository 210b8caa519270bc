import { expect, open, test } from './fixtures.ts';

test.describe('Explore', () => {
  test('opens a network at a node and shows its output shape in the inspector', async ({ page }) => {
    await open(page, '#/resnet50/layer3.0.conv2');
    const layer = page.getByRole('region', { name: 'Layer', exact: true });
    await expect(layer).toContainText('[256, 14, 14]');
    await expect(layer).toContainText('layer3.0.conv2');
    await expect(layer).toContainText('589,824');
  });

  test('walks layer by layer with the buttons, and the address follows', async ({ page }) => {
    await open(page, '#/resnet50/conv1');
    await page.getByRole('button', { name: 'Next layer' }).click();
    await expect(page).toHaveURL(/#\/resnet50\/bn1/);
    await page.getByRole('button', { name: 'Next layer' }).click();
    await expect(page).toHaveURL(/#\/resnet50\/relu/);
    await page.getByRole('button', { name: 'Previous layer' }).click();
    await expect(page).toHaveURL(/#\/resnet50\/bn1/);
    await expect(page.getByRole('region', { name: 'Layer', exact: true })).toContainText('[64, 112, 112]');
  });

  test('walks by keyboard: arrows, Shift for blocks, Home, End, Escape', async ({ page }) => {
    await open(page, '#/resnet18/layer1.0.conv1');
    await page.keyboard.press('ArrowRight');
    await expect(page).toHaveURL(/layer1\.0\.bn1/);
    await page.keyboard.press('Shift+ArrowRight');
    await expect(page).toHaveURL(/layer1\.1\.conv1/);
    await page.keyboard.press('Shift+ArrowLeft');
    await expect(page).toHaveURL(/layer1\.0\.conv1/);
    await page.keyboard.press('End');
    await expect(page).toHaveURL(/resnet18\/fc/);
    await page.keyboard.press('Home');
    await expect(page).not.toHaveURL(/resnet18\/fc/);
    await page.keyboard.press('Escape');
    await expect(page).toHaveURL(/#\/resnet18(\?|$)/);
  });

  test('plays and stops', async ({ page }) => {
    await open(page, '#/alexnet/features.0');
    await page.getByRole('button', { name: 'Play' }).click();
    await expect(page).toHaveURL(/features\.[1-9]/);
    await page.keyboard.press('Space');
    await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
  });

  test('picks another network, and the way back restores the first', async ({ page }) => {
    await open(page, '#/resnet50');
    await page
      .locator('header')
      .getByRole('button', { name: 'Network' })
      .or(page.locator('header').getByRole('combobox', { name: 'Network' }))
      .click();
    await page
      .getByRole('option', { name: /^GoogLeNet\b/ })
      .first()
      .click();
    await expect(page).toHaveURL(/#\/googlenet/);
    await expect(page.locator('html')).toHaveAttribute('data-ready', 'true');
    await page.goBack();
    await expect(page).toHaveURL(/#\/resnet50/);
  });

  test('finds layers by shape and kernel', async ({ page }) => {
    await open(page, '#/resnet50');
    await page.keyboard.press('/');
    await page.keyboard.type('conv k7');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/#\/resnet50\/conv1/);
  });

  test('switches between five modes by links and by keys', async ({ page }) => {
    await open(page, '#/resnet18');
    const modes = page.getByRole('navigation', { name: 'Modes' });
    for (const name of ['Explore', 'Table', 'Run', 'Learn', 'Own'])
      await expect(
        modes.getByRole('link', { name, exact: true }).or(modes.getByRole('tab', { name, exact: true })),
      ).toBeVisible();
    await page.keyboard.press('2');
    await expect(page).toHaveURL(/mode=table/);
    await page.keyboard.press('1');
    await expect(page).not.toHaveURL(/mode=table/);
  });
});
