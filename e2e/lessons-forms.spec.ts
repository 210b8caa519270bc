import { axeViolations, expect, open, test } from './fixtures.ts';
import { shownLessons } from './shown-lessons.ts';

const steps = shownLessons.find(({ slug }) => slug === 'cardinality')?.steps ?? [];

/** Address of the step, from 1. */
function addressOf(id: string): string {
  return `#/resnet50?mode=learn&lesson=cardinality&step=${steps.findIndex((step) => step.id === id) + 1}`;
}

for (const [id, forms, convolutions] of [
  ['same', 3, 3],
  ['three-layers', 2, 2],
] as const)
  test(`all forms of a block put out the same, at the same cost: ${id}`, async ({ page }) => {
    await open(page, addressOf(id));
    const rows = page.locator('tbody tr');
    await expect(rows).toHaveCount(forms);
    await page.getByRole('button', { name: '2 × 40' }).click();
    await page.getByRole('button', { name: 'Run all forms' }).click();
    const reading = page.getByRole('status').filter({ hasText: 'the outputs differ by' });
    await expect(reading).toBeVisible({ timeout: 60_000 });
    // The greatest difference is a power of ten from 10⁻⁷ to 10⁻⁵, or none at all.
    await expect(reading).toContainText(/differ by (?:0|[\d.]+\s×\s10⁻(?:⁵|⁶|⁷)) at most/);
    await expect(rows.last()).toContainText('owns the weights');
    const costs = await rows.locator('td:nth-child(2)').allTextContents();
    expect(new Set(costs).size).toBe(1);
    await rows.last().getByRole('button').click();
    await expect(page.locator('[role="treeitem"][data-id^="block.conv"]')).toHaveCount(convolutions);
    expect(await axeViolations(page)).toEqual([]);
  });

test('branches become thinner as they multiply, and the cost stays level until it is let go', async ({ page }) => {
  await open(page, addressOf('level'));
  const cardinality = page.getByRole('slider', { name: 'Cardinality C' });
  const width = page.getByRole('slider', { name: 'Width d of a branch' });
  const conv2 = page.locator('[role="treeitem"][data-id="block.conv2"]');
  await cardinality.focus();
  await page.keyboard.press('Home');
  for (const [branches, wide] of [
    [1, 64],
    [2, 40],
    [4, 24],
    [8, 14],
  ]) {
    await expect(cardinality).toHaveAttribute('aria-valuetext', String(branches));
    await expect(width).toHaveValue(String(wide));
    await expect(page.getByRole('button', { name: `${branches} × ${wide}`, exact: true })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    await page.keyboard.press('ArrowRight');
  }
  await expect(conv2).toContainText('g16');
  await page.getByRole('checkbox', { name: 'Keep the number of weights level' }).uncheck();
  await cardinality.focus();
  await page.keyboard.press('ArrowRight');
  await expect(width).toHaveValue('8');
  await expect(conv2).toContainText('256×32×32');
});
