import type { Page } from 'playwright/test';
import { axeViolations, expect, open, test } from './fixtures.ts';

const broken = 'v1,1x28x28,conv_16_k5,relu,max_k2,conv_32_k5,relu,max_k2,flatten,linear_10_i800,softmax_1';

function layers(page: Page) {
  return page.getByRole('table', { name: 'Layers of the chain' });
}

function row(page: Page, name: RegExp) {
  return layers(page).getByRole('row', { name });
}

function setting(page: Page, name: string) {
  return page.getByRole('form', { name: 'Settings of the layer' }).getByLabel(name, { exact: true });
}

/** The chain in the address. */
function chainOf(page: Page): string | null {
  return new URLSearchParams(page.url().split('?').at(-1)).get('chain');
}

test('a chain begins with the stem of ResNet: 224 → 112 → 56', async ({ page }) => {
  await open(page, '#/resnet50?mode=own');
  await expect(row(page, /^1 Conv2d/)).toContainText('[64, 112, 112]');
  await expect(row(page, /^1 Conv2d/)).toContainText('118,013,952');
  await expect(row(page, /^4 MaxPool2d/)).toContainText('[64, 56, 56]');
  await expect(page.getByRole('region', { name: 'Totals' })).toContainText('9,536');
});

test('a setting takes effect as it is written, in the table, the formula and the address', async ({ page }) => {
  await open(page, '#/resnet50?mode=own');
  await setting(page, 'kernel_size').fill('3, 5');
  await setting(page, 'stride').fill('1');
  const layer = page.getByRole('region', { name: 'Layer', exact: true });
  await expect(layer).toContainText('[64, 228, 226]');
  await expect(row(page, /^1 Conv2d/)).toContainText('64 k3×5 p3 bias=False');
  await expect.poll(() => chainOf(page)).toBe('v1,3x224x224,conv_64_k3x5_p3_b0,bn,relu,max_k3_s2_p1');
  await setting(page, 'padding').fill('same');
  await expect(layer).toContainText('[64, 224, 224]');
  await setting(page, 'padding').fill('1, 2, 1, 2');
  await expect(layer).toContainText('[64, 224, 224]');
});

test('an entry that cannot be is said so, and the last that fits is kept', async ({ page }) => {
  await open(page, '#/resnet50?mode=own');
  await setting(page, 'stride').fill('0');
  await expect(page.getByRole('alert')).toContainText('stride: write a whole number from 1');
  await expect(row(page, /^1 Conv2d/)).toContainText('[64, 112, 112]');
  await setting(page, 'groups').focus();
  await expect(setting(page, 'stride')).toHaveValue('2');
  await page.getByLabel('Input', { exact: true }).fill('3, 0, 5');
  await expect(page.getByRole('alert')).toContainText('whole numbers from 1');
  await expect(row(page, /^1 Conv2d/)).toContainText('[64, 112, 112]');
});

test('a shape that does not fit is an error at its layer, mended with one press, and undone', async ({ page }) => {
  await open(page, `#/resnet50?mode=own&chain=${broken}`);
  await expect(page.getByRole('alert')).toContainText('Layer 8, Linear: in_features says 800, but 512 arrive.');
  await expect(row(page, /^7 Flatten/)).toContainText('[512]');
  await page.getByRole('button', { name: 'Let in_features follow: 512' }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(row(page, /^9 Softmax/)).toContainText('[10]');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('alert')).toContainText('512 arrive');
  await page.getByRole('button', { name: 'Redo' }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('layers are added, moved, duplicated and removed by keyboard alone', async ({ page }) => {
  await open(page, '#/resnet50?mode=own&chain=v1,3x32x32,conv_8_k3,relu');
  const conv = layers(page).getByRole('button', { name: /Conv2d/ });
  await conv.focus();
  await page.keyboard.press('Alt+ArrowDown');
  await expect.poll(() => chainOf(page)).toBe('v1,3x32x32,relu,conv_8_k3');
  await expect(conv).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Delete');
  await expect.poll(() => chainOf(page)).toBe('v1,3x32x32,conv_8_k3');
  await page.keyboard.press('Control+z');
  await expect.poll(() => chainOf(page)).toBe('v1,3x32x32,relu,conv_8_k3');
  await page.getByRole('button', { name: 'Duplicate layer' }).press('Enter');
  await expect.poll(() => chainOf(page)).toBe('v1,3x32x32,relu,relu,conv_8_k3');
  await page.getByRole('button', { name: 'Add layer' }).press('Enter');
  await page.getByRole('dialog', { name: 'Add layer' }).getByRole('button', { name: 'BatchNorm2d' }).press('Enter');
  await expect.poll(() => chainOf(page)).toBe('v1,3x32x32,relu,relu,bn,conv_8_k3');
});

test('examples open; back and forward walk between them', async ({ page }) => {
  await open(page, '#/resnet50?mode=own');
  const choose = async (name: RegExp): Promise<void> => {
    await page.getByRole('button', { name: 'Examples' }).click();
    await page.getByRole('dialog', { name: 'Examples' }).getByRole('button', { name }).click();
  };
  await choose(/LeNet-5/);
  await expect(page.getByRole('region', { name: 'Totals' })).toContainText('61,706');
  await choose(/AlexNet/);
  await expect(page.getByRole('region', { name: 'Totals' })).toContainText('2,469,696');
  await page.goBack();
  await expect(page.getByRole('region', { name: 'Totals' })).toContainText('61,706');
  await page.goBack();
  await expect(row(page, /^1 Conv2d/)).toContainText('[64, 112, 112]');
  await page.goForward();
  await expect(page.getByRole('region', { name: 'Totals' })).toContainText('61,706');
});

test('PyTorch code is read as it is pasted; what is no layer is named by its line', async ({ page }) => {
  await open(page, '#/resnet50?mode=own');
  await page.getByRole('button', { name: 'Paste code' }).click();
  const dialog = page.getByRole('dialog', { name: 'Paste code' });
  await dialog
    .getByRole('textbox')
    .fill(
      'x = torch.randn(1, 1, 28, 28)\nself.conv1 = nn.Conv2d(1, 32, 3)\nnn.LSTM(3, 4)\nnn.Flatten()\nnn.Linear(9216, 10)',
    );
  await expect(dialog.getByRole('status')).toHaveText('3 layers understood, input [1, 28, 28]');
  await expect(dialog.getByRole('alert')).toContainText('Line 3: “nn.LSTM(3, 4)” is no layer');
  await dialog.getByRole('button', { name: 'Build the chain' }).click();
  await expect(page.getByRole('alert')).toContainText('in_features says 9,216, but 21,632 arrive.');
  await expect.poll(() => chainOf(page)).toBe('v1,1x28x28,conv_32_k3,flatten,linear_10_i9216');
});

test('the code of a chain is copied, in both frameworks', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, '#/resnet50?mode=own&chain=v1,3x8x8,conv_4_k3_p1,lrn_5');
  await expect(page.getByRole('region', { name: 'Keras' })).toContainText("layers.Conv2D(4, 3, padding='same'),");
  await expect(page.getByText('Keras has no layer like LocalResponseNorm')).toBeVisible();
  await page.getByRole('region', { name: 'PyTorch' }).getByRole('button').click();
  await expect(page.getByRole('region', { name: 'PyTorch' }).getByRole('status')).toHaveText('Copied');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(
    'nn.Conv2d(3, 4, kernel_size=3, padding=1),\n    nn.LocalResponseNorm(5),',
  );
});

test('an address that cannot be read shows what stands before, and says which part', async ({ page }) => {
  await open(page, '#/resnet50?mode=own&chain=v1,3x32x32,conv_8_k3,lstm_5');
  await expect(page.getByRole('alert')).toContainText('“lstm_5”');
  await expect(row(page, /^1 Conv2d/)).toContainText('[8, 30, 30]');
  await page.getByRole('button', { name: 'Go on with these layers' }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('the chain is there again after another page', async ({ page }) => {
  await open(page, '#/resnet50?mode=own&chain=v1,3x32x32,conv_8_k3');
  const modes = page.getByRole('navigation', { name: 'Modes' });
  await modes.getByRole('link', { name: 'Table' }).click();
  await expect(page).toHaveURL(/mode=table/);
  expect(chainOf(page)).toBeNull();
  await modes.getByRole('link', { name: 'Own' }).click();
  await expect(row(page, /^1 Conv2d/)).toContainText('[8, 30, 30]');
});

test('has no barriers that axe finds with its panels open', async ({ page }) => {
  await open(page, '#/resnet50?mode=own');
  await page.getByRole('button', { name: 'Add layer' }).click();
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole('dialog', { name: 'Add layer' }).getByRole('button', { name: 'ConvTranspose2d' }).click();
  await expect(page.getByRole('region', { name: 'Layer', exact: true })).toContainText(
    '(112 − 1)·1 − 2·0 + 1·(2 − 1) + 1',
  );
  await page.getByRole('button', { name: 'Examples' }).click();
  expect(await axeViolations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Paste code' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('nn.LSTM(3, 4)');
  await expect(page.getByRole('dialog').getByRole('alert')).toBeVisible();
  expect(await axeViolations(page)).toEqual([]);
});

for (const { name, width, height, query } of [
  { name: 'wide, light', width: 1440, height: 900, query: 'theme=light' },
  { name: 'phone, dark, Korean', width: 390, height: 844, query: 'theme=dark&lang=ko' },
  { name: 'tablet, Japanese', width: 768, height: 1024, query: 'theme=light&lang=ja' },
])
  test(`has no barriers that axe finds, and no sideways scroll: ${name}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await open(page, `#/resnet50?mode=own&chain=${broken}&${query}`);
    expect(await axeViolations(page)).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
