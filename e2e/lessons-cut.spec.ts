import { axeViolations, expect, open, test } from './fixtures.ts';
import { shownLessons } from './shown-lessons.ts';

const steps = shownLessons.find(({ slug }) => slug === 'skip-connections')?.steps ?? [];
const number = steps.findIndex(({ widget }) => widget?.kind === 'cut') + 1;

test('a shortcut is cut and joined again, and each branch is cut in turn', async ({ page }) => {
  await open(page, `#/resnet50?mode=learn&lesson=skip-connections&step=${number}`);
  await expect(page.getByText('On all test pictures')).toBeVisible({ timeout: 60_000 });
  const cut = page.getByRole('table').getByRole('button', { name: 'Cut the shortcut of layer1.0' });
  await cut.click();
  await expect(cut).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByText('With one way cut')).toBeVisible({ timeout: 60_000 });
  const mark = page.getByRole('button', { name: 'The shortcut of layer1.0 is cut. Join it again' });
  await expect(mark).toBeVisible();
  await mark.press('Enter');
  await expect(cut).toHaveAttribute('aria-pressed', 'false');
  await expect(page.getByText('On all test pictures')).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Cut each branch in turn' }).click();
  await expect(page.locator('tbody td:last-child').filter({ hasText: /[\d±]/ })).toHaveCount(9, { timeout: 60_000 });
  expect(await axeViolations(page)).toEqual([]);
});

test('F cuts the branch of the block that is looked at', async ({ page }) => {
  await open(page, `#/resnet20_cifar?mode=learn&lesson=skip-connections&step=${number}`);
  await expect(page.getByText('On all test pictures')).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press('f');
  await expect(page.getByText('With one way cut')).toBeVisible({ timeout: 60_000 });
  await expect.poll(() => page.url()).toContain('cut=layer1.0.add:branch');
  await page.keyboard.press('f');
  await expect(page.getByText('On all test pictures')).toBeVisible({ timeout: 60_000 });
});

test('the gradient of a trained network is measured again when a shortcut is cut', async ({ page }) => {
  const trained = steps.findIndex(({ widget }) => widget?.kind === 'backward') + 1;
  await open(page, `#/resnet20_cifar?mode=learn&lesson=skip-connections&step=${trained}`);
  await expect(page.getByText('in the plain network')).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press('x');
  await expect(page.getByText('with all shortcuts')).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'The shortcut of layer2.1 is cut. Join it again' }).press('Enter');
  await expect(page.getByText('in the plain network')).toBeVisible({ timeout: 60_000 });
});
