import type { Locator, Page } from 'playwright/test';
import { expect, open, test } from './fixtures.ts';

function layer(page: Page): Locator {
  return page.getByRole('region', { name: 'Layer', exact: true });
}

/** Moves the pointer to a place in a figure, as shares of its width and height. */
async function pointAt(figure: Locator, x: number, y: number): Promise<void> {
  const box = await figure.boundingBox();
  if (box === null) throw new Error('the figure is not shown');
  await figure.page().mouse.move(box.x + box.width * x, box.y + box.height * y);
}

test.describe('Inspector', () => {
  test('the formula with this layer’s numbers; K lights the kernel in figure, code and graph', async ({ page }) => {
    await open(page, '#/resnet50/layer3.0.conv2');
    await expect(layer(page)).toContainText('⌊13.5⌋ + 1 = 14');
    await expect(layer(page)).toContainText('the last padded row and column are never read');
    const code = layer(page).locator('mark');
    await layer(page).getByRole('button', { name: '3', exact: true }).hover();
    await expect(code).toHaveText('kernel_size=3');
    await expect(layer(page)).toContainText('K: the side of the kernel');
    await expect(page.locator('html')).toHaveAttribute('data-lit', 'K');
    await layer(page).getByRole('button', { name: '2', exact: true }).focus();
    await expect(code).toHaveText('stride=2');
    await page.mouse.move(400, 300);
    await layer(page).getByRole('tab', { name: 'Shape' }).focus();
    await expect(code).toHaveCount(0);
    await expect(page.locator('html')).not.toHaveAttribute('data-lit', /./);
  });

  test('height and width have a formula each where they differ', async ({ page }) => {
    await open(page, '#/resnet18/conv1?size=224x320');
    await expect(layer(page)).toContainText('[64, 112, 160]');
    await expect(layer(page)).toContainText('(224 + 2·3 − 7) / 2');
    await expect(layer(page)).toContainText('(320 + 2·3 − 7) / 2');
  });

  test('the window: an output shows what it reads, an input what it reaches; sliders and Slide move it', async ({
    page,
  }) => {
    await open(page, '#/vgg16/features.0');
    await layer(page).getByRole('tab', { name: 'Window' }).click();
    const [input, output] = [
      layer(page).getByRole('img', { name: /^padded input 226×226/ }),
      layer(page).getByRole('img', { name: /^output 224×224/ }),
    ];
    const words = layer(page).getByRole('figure');
    await layer(page).getByRole('slider', { name: 'row' }).fill('0');
    await layer(page).getByRole('slider', { name: 'column' }).fill('0');
    await expect(words).toContainText('Output (0, 0) reads rows 0–2 and columns 0–2');
    await pointAt(input, 0.23, 0.23);
    await expect(words).toContainText('Input (2, 2) reaches 9 outputs.');
    await pointAt(output, 0.4, 0.1);
    await expect(words).toContainText('Output (0, 2) reads rows 0–2 and columns 2–4');
    await layer(page).getByRole('button', { name: 'Slide' }).click();
    // It moves on while nobody looks, so no single place can be waited for.
    await expect(words).toContainText(/Output \((?!0, 2\))/);
    await layer(page).getByRole('button', { name: 'Stop' }).click();
    await expect(layer(page)).toContainText('sees 3×3 pixels of the 224×224 picture');
  });

  test('the receptive field goes back to the picture', async ({ page }) => {
    await open(page, '#/resnet50/layer4.2.conv3');
    await layer(page).getByRole('tab', { name: 'Window' }).click();
    await expect(layer(page)).toContainText('sees 427×427 pixels of the 224×224 picture');
    await expect(layer(page).getByRole('img', { name: 'The picture and the part that one output sees' })).toBeVisible();
  });

  test('parameters as a product, with and without groups', async ({ page }) => {
    await open(page, '#/resnext50_32x4d/layer1.0.conv2');
    await layer(page).getByRole('tab', { name: 'Parameters' }).click();
    await expect(layer(page)).toContainText('3·3·(128/32)·128 = 4,608');
    await expect(layer(page)).toContainText('[128, 4, 3, 3]');
    await open(page, '#/alexnet/classifier.1');
    await expect(layer(page)).toContainText('9216·4096 + 4096 = 37,752,832');
  });

  test('cost: MACs with their product, bytes, MACs per byte, share of the network', async ({ page }) => {
    await open(page, '#/resnet50/layer3.0.conv2');
    await layer(page).getByRole('tab', { name: 'Cost' }).click();
    const panel = layer(page).getByRole('tabpanel');
    await expect(panel).toContainText('14·14 · 3·3·256·256 = 115,605,504');
    for (const text of ['2.8%', '784 KiB', '196 KiB', '2.25 MiB', '34.38']) await expect(panel).toContainText(text);
  });

  test('the line that makes the layer, in PyTorch and in Keras', async ({ page }) => {
    await open(page, '#/resnet50/layer3.0.conv2');
    await layer(page).getByRole('tab', { name: 'Code' }).click();
    await expect(layer(page).getByRole('region', { name: 'PyTorch' })).toContainText(
      'nn.Conv2d(256, 256, kernel_size=3, stride=2, padding=1, bias=False)',
    );
    await expect(layer(page).getByRole('region', { name: 'Keras' })).toContainText('layers.Conv2D(256, 3, strides=2');
  });

  test('without a layer: the network, stage by stage, and a way to begin', async ({ page }) => {
    await open(page, '#/vgg16');
    await expect(layer(page)).toContainText('138,357,544');
    const classifier = layer(page).getByRole('row', { name: /^classifier/ });
    await expect(classifier).toContainText('89.4%');
    await classifier.getByRole('button').click();
    await expect(page).toHaveURL(/vgg16\/(avgpool|flatten|classifier)/);
    await page.keyboard.press('Escape');
    await layer(page).getByRole('button', { name: 'Walk through it' }).click();
    await expect(page).toHaveURL(/vgg16\/input/);
  });
});
