import type { Page } from 'playwright/test';
import { axeViolations, expect, open, test } from './fixtures.ts';

const MODES = ['explore', 'table', 'run', 'learn', 'own'] as const;

async function expectNoViolation(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  expect(await axeViolations(page)).toEqual([]);
}

for (const theme of ['light', 'dark'])
  test.describe(`axe finds nothing, ${theme}`, () => {
    for (const mode of MODES)
      test(`on ${mode}`, async ({ page }) => {
        await open(page, `#/resnet50/layer3.0.conv2?mode=${mode}&theme=${theme}`);
        await expectNoViolation(page);
      });

    test('on the graphs of branches, of option A and of a network without a chosen layer', async ({ page }) => {
      for (const hash of ['googlenet/inception3a.branch3.0.conv', 'resnet20_cifar/layer2.0.conv1', 'vgg16']) {
        await open(page, `#/${hash}?theme=${theme}`);
        await expectNoViolation(page);
      }
    });

    test('with an alert and the menus of the table open', async ({ page }) => {
      await open(page, `#/resnet50/layer9?mode=table&theme=${theme}`);
      await expect(page.getByRole('alert')).toBeVisible();
      for (const name of ['Columns', 'Copy or save']) {
        await page.getByRole('button', { name }).click();
        await expectNoViolation(page);
        await page.keyboard.press('Escape');
      }
    });

    test('with the list of networks and the input size open', async ({ page }) => {
      await open(page, `#/vgg11?theme=${theme}`);
      await page.locator('header').getByRole('combobox', { name: 'Network' }).click();
      await expectNoViolation(page);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: /^input 3/ }).click();
      await expectNoViolation(page);
    });

    test('with layers found and with the help open', async ({ page }) => {
      await open(page, `#/resnet18?theme=${theme}`);
      await page.keyboard.press('/');
      await page.keyboard.type('conv');
      await expect(page.getByRole('listbox', { name: 'Layers found' })).toBeVisible();
      await expectNoViolation(page);
      await page.keyboard.press('Escape');
      await page.keyboard.press('?');
      await expect(page.getByRole('dialog')).toBeVisible();
      await expectNoViolation(page);
    });
  });

test.describe('axe finds nothing on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  for (const [lang, theme] of [
    ['ko', 'light'],
    ['ja', 'dark'],
  ] as const)
    test(`in ${lang}, ${theme}`, async ({ page }) => {
      for (const mode of MODES) {
        await open(page, `#/resnet50/layer3.0.conv2?mode=${mode}&lang=${lang}&theme=${theme}`);
        await expectNoViolation(page);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(overflow, `${mode} scrolls sideways`).toBeLessThanOrEqual(0);
      }
    });
});

test('every inspector tab is clean, and is reached by the arrow keys', async ({ page }) => {
  await open(page, '#/resnet50/layer3.0.conv2');
  await page.getByRole('tab', { name: 'Shape' }).focus();
  for (const name of ['Window', 'Parameters', 'Cost', 'Code']) {
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('tab', { name })).toBeFocused();
    await expectNoViolation(page);
  }
});

test('the skip button leads past the header', async ({ page }) => {
  await open(page, '#/resnet18');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
});
