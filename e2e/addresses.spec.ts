import { expect, open, ready, test } from './fixtures.ts';

test.describe('Addresses', () => {
  test('size and classes of the address rule the shapes', async ({ page }) => {
    await open(page, '#/alexnet/classifier.6?size=256x256&classes=10');
    const layer = page.getByRole('region', { name: 'Layer', exact: true });
    await expect(layer).toContainText('[10]');
    await expect(layer).toContainText('40,970');
  });

  test('an unknown network is named, and the next address works', async ({ page }) => {
    await open(page, '#/resnet18');
    await page.goto('/#/resnet51?lang=en');
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('resnet51');
    await expect(alert).toContainText('resnet50');
    await page.goto('/#/vgg11?lang=en');
    await ready(page);
    await expect(page.getByRole('alert')).toHaveCount(0);
  });

  test('an unknown node is named', async ({ page }) => {
    await open(page, '#/resnet18/layer9.0.conv1');
    await expect(page.getByRole('alert')).toContainText('layer9.0.conv1');
  });

  test('a size that VGG cannot take names node and numbers', async ({ page }) => {
    await open(page, '#/vgg16');
    await page.goto('/#/vgg16?size=5x5&lang=en');
    await expect(page.getByRole('alert')).toContainText('5');
    await page.goto('/#/vgg16?size=64x64&lang=en');
    await ready(page);
    await expect(page.getByRole('alert')).toHaveCount(0);
  });

  test('0 classes are refused', async ({ page }) => {
    await open(page, '#/resnet18');
    await page.goto('/#/resnet18?classes=0&lang=en');
    await expect(page.getByRole('alert')).toContainText('0');
  });

  for (const [lang, table] of [
    ['en', 'Table'],
    ['ko', '표'],
    ['ja', '表'],
  ] as const)
    test(`speaks ${lang}`, async ({ page }) => {
      await open(page, `#/resnet18?lang=${lang}`);
      await expect(page.locator('html')).toHaveAttribute('lang', lang);
      await expect(page.getByRole('navigation').getByRole('link', { name: table, exact: true })).toBeVisible();
    });

  test('theme of the address', async ({ page }) => {
    await open(page, '#/resnet18?theme=dark');
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  });
});
