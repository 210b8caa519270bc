import { expect, open, ready, test } from './fixtures.ts';

/** A bad address, and what its sentence must name in each language. */
const BAD = [
  { what: 'an unknown network', hash: '#/resnet51', names: ['resnet51', 'resnet50'] },
  { what: 'an unknown layer', hash: '#/resnet18/layer9.0.conv1', names: ['layer9.0.conv1', 'layer1.0.conv1'] },
  { what: 'a picture too small for VGG', hash: '#/vgg16?size=5x5', names: ['VGG-16', '5×5', 'features.16', '32×32'] },
  { what: 'a size that is none', hash: '#/resnet18?size=abc', names: ['abc', '224x224'] },
  { what: 'no classes', hash: '#/resnet18?classes=0', names: ['0', '100,000'] },
  { what: 'a mode that is none', hash: '#/resnet18?mode=fly', names: ['fly', 'explore'] },
] as const;

test.describe('Addresses', () => {
  test('size and classes of the address rule the shapes', async ({ page }) => {
    await open(page, '#/alexnet/classifier.6?size=256x256&classes=10');
    const layer = page.getByRole('region', { name: 'Layer', exact: true });
    await expect(layer).toContainText('[10]');
    await expect(layer).toContainText('40,970');
    await open(page, '#/alexnet/classifier.1?size=256x256&classes=10');
    await expect(layer).toContainText('37,752,832');
  });

  for (const lang of ['en', 'ko', 'ja'])
    test(`what is wrong with an address is said in ${lang}, nothing is lost, and the next address works`, async ({
      page,
    }) => {
      await open(page, `#/resnet18/layer1.0.conv1?lang=${lang}`);
      const sentences = new Set<string>();
      for (const { what, hash, names } of BAD) {
        await page.goto(`/${hash}${hash.includes('?') ? '&' : '?'}lang=${lang}`);
        const alert = page.getByRole('alert');
        await expect(alert, what).toHaveCount(1);
        for (const name of names) await expect(alert, what).toContainText(name);
        sentences.add((await alert.textContent()) ?? '');
        await expect(page.getByRole('tree').or(page.getByRole('main')).first()).toBeVisible();
        await page.goto(`/#/resnet18/layer1.0.conv1?lang=${lang}`);
        await ready(page);
        await expect(page.getByRole('alert'), `after ${what}`).toHaveCount(0);
      }
      expect(sentences.size).toBe(BAD.length);
    });

  test('a bad first address still gives a page to go on from', async ({ page }) => {
    await page.goto('/#/resnet51?lang=en');
    await page.getByRole('alert').getByRole('link', { name: 'Open resnet50' }).click();
    await ready(page);
    await expect(page).toHaveURL(/#\/resnet50/);
    await expect(page.getByRole('alert')).toHaveCount(0);
    await page.goto('/#/vgg16?size=5x5&lang=en');
    await expect(page.getByRole('alert')).toContainText('32×32');
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await expect(page.getByRole('alert')).toHaveCount(0);
  });

  test('back and forward restore network, layer, mode, size, classes, level and what is open', async ({ page }) => {
    const stops = [
      '#/resnet50/layer2.0.conv2?size=320x256&classes=10&lang=en&l=0&o=layer1.1',
      '#/resnet50/layer2.0.conv2?mode=table&size=320x256&classes=10&lang=en&l=0&o=layer1.1',
      '#/googlenet/inception4b?lang=en&l=2',
    ];
    for (const stop of stops) await open(page, stop);
    await page.goBack();
    await ready(page);
    await expect(page.getByRole('row', { name: /^layer2\.0\.conv2/ })).toHaveAttribute('aria-current', 'true');
    await expect(page.getByRole('button', { name: 'input 3×320×256' })).toBeVisible();
    await page.goBack();
    await ready(page);
    await expect(page.getByRole('region', { name: 'Layer', exact: true })).toContainText('[128, 40, 32]');
    await expect(page.getByRole('button', { name: 'Stages' })).toHaveAttribute('aria-pressed', 'true');
    await expect(page.getByRole('treeitem', { name: /^layer1\.1\.conv2\b/ })).toHaveCount(1);
    await expect(page.getByRole('treeitem', { name: /^layer4\b/ })).toHaveCount(1);
    await page.goForward();
    await page.goForward();
    await ready(page);
    await expect(page).toHaveURL(/googlenet/);
    await expect(page.getByRole('button', { name: 'Layers', exact: true })).toHaveAttribute('aria-pressed', 'true');
  });

  test('the shared link opens the same view, in the same language', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await open(page, '#/vgg11/features.8?size=96x128&classes=7&lang=ko');
    await page.getByRole('button', { name: '공유' }).click();
    await expect(page.getByRole('status').filter({ hasText: /복사/ })).toBeVisible();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toContain('#/vgg11/features.8?size=96x128&classes=7&lang=ko');
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
    await open(page, '#/resnet18?theme=light');
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  });
});
