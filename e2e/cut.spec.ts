import { axeViolations, expect, open, ready, test } from './fixtures.ts';
import { patiently, predictions, runState, takeSample } from './run-page.ts';

/** Different colours of a canvas. */
function countColours(canvas: HTMLCanvasElement | SVGElement): number {
  const { width, height } = canvas as HTMLCanvasElement;
  const data = (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height).data;
  return new Set(new Uint32Array(data?.buffer ?? new ArrayBuffer())).size;
}

test('a link with a cut runs the cut network beside the whole one', async ({ page }) => {
  await open(page, '#/resnet20_cifar/layer2.1.conv1?mode=run&cut=layer2.1.add:branch');
  await expect(page.getByText('This network is cut:')).toBeVisible();
  await takeSample(page, 'cat');
  await runState(page, 'done');
  const tab = page.getByRole('tab', { name: 'Shortcuts' });
  await expect(tab).toHaveAttribute('aria-selected', 'true');
  await expect(tab).toBeInViewport({ ratio: 0.9 });
  const whole = page.getByRole('region', { name: 'Whole network' });
  await expect(whole.getByRole('listitem').first()).toContainText('cat');
  await expect(page.getByRole('region', { name: 'With the cuts' }).getByRole('listitem')).toHaveCount(3);
  const sum = page.getByRole('figure', { name: 'What meets at ⊕ of layer2.1' });
  await patiently(sum).toContainText(/‖·‖ \d/);
  const compared = page.getByRole('figure', { name: 'layer2.1.conv1' });
  await patiently(compared).toContainText(/Difference‖·‖ \d/);
  // The first map of the first row, and the next page of them.
  const colours = (): Promise<number> => compared.locator('canvas').first().evaluate(countColours);
  expect(await colours()).toBeGreaterThan(8);
  const numbers = compared.locator('div[aria-hidden="true"]');
  const strongest = (await numbers.textContent()) ?? '';
  await compared.getByRole('button', { name: 'Weaker channels' }).click();
  await expect(compared.locator('nav')).toContainText('2 of');
  await patiently(numbers).not.toHaveText(strongest);
  expect(await colours()).toBeGreaterThan(8);
  const cut = await predictions(page).first().getAttribute('data-logit');

  await page.getByRole('button', { name: 'The branch of layer2.1 is cut. Join it again' }).press('Enter');
  await runState(page, 'done');
  await expect(page.getByText('This network is cut:')).toHaveCount(0);
  await expect.poll(() => page.url()).not.toContain('cut=');
  await patiently.poll(() => predictions(page).first().getAttribute('data-logit')).not.toBe(cut);

  await page.keyboard.press('f');
  await patiently.poll(() => predictions(page).first().getAttribute('data-logit')).toBe(cut);
  await expect(page.getByRole('button', { name: 'Cut the branch of layer2.1' }).first()).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  expect(await axeViolations(page)).toEqual([]);
});

test('Explore says that the numbers of a layer belong to the cut network, and leads back to the whole one', async ({
  page,
}) => {
  await open(page, '#/resnet20_cifar/layer2.1.conv1?mode=run&cut=layer1.0.add:branch');
  await takeSample(page, 'cat');
  await runState(page, 'done');
  await page.getByRole('link', { name: 'Explore', exact: true }).click();
  await page.getByRole('tab', { name: 'Maps' }).click();
  const tab = page.getByRole('tabpanel');
  const largest = tab.locator('dt', { hasText: 'Largest value' }).locator('xpath=following-sibling::dd[1]');
  await expect(tab.getByRole('note')).toContainText('From the network with one cut');
  const cut = await largest.textContent();
  await tab.getByRole('button', { name: 'Join everything and run again' }).click();
  await runState(page, 'done');
  await expect(tab.getByRole('note')).toHaveCount(0);
  await patiently(largest).not.toHaveText(cut ?? '');
});

test('each shortcut is cut in turn, and that can be stopped', async ({ page }) => {
  await open(page, '#/resnet20_cifar/layer1.0.conv1?mode=run');
  await takeSample(page, 'cat');
  await runState(page, 'done');
  await page.getByRole('tab', { name: 'Shortcuts' }).click();
  await page.getByRole('button', { name: 'Cut each shortcut in turn' }).click();
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByRole('button', { name: 'Cut each branch in turn' })).toBeVisible();
  await page.getByRole('button', { name: 'Cut each branch in turn' }).click();
  await patiently(page.getByRole('figure', { name: 'Confidence lost with each branch cut' })).toBeVisible();
  await patiently(page.locator('tbody td:last-child').filter({ hasText: /[\d±]/ })).toHaveCount(9);
});

test('another network starts whole, and what cannot be cut is told', async ({ page }) => {
  await open(page, '#/resnet20_cifar?mode=run&cut=layer1.0.add:shortcut');
  await expect(page.getByText('This network is cut:')).toBeVisible();
  await page.evaluate(() => {
    location.hash = '#/plain20_cifar?mode=run&lang=en';
  });
  await ready(page);
  await expect(page.getByText('This network is cut:')).toHaveCount(0);
  await page.evaluate(() => {
    location.hash = '#/resnet20_cifar?mode=run&lang=en&cut=layer9.9.add:shortcut';
  });
  await expect(page.getByRole('alert').filter({ hasText: 'cut=layer9.9.add:shortcut' })).toBeVisible();
});
