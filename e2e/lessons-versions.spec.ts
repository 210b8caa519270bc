import { axeViolations, expect, open, test } from './fixtures.ts';
import { shownLessons } from './shown-lessons.ts';

const steps = shownLessons.find(({ slug }) => slug === 'resnet-50')?.steps ?? [];
const number = steps.findIndex(({ widget }) => widget?.kind === 'versions') + 1;

test('the three ResNet-50 are compared stage by stage, and the table and the graph lead to each other', async ({
  page,
}) => {
  await open(page, `#/resnet50?mode=learn&lesson=resnet-50&step=${number}`);
  const table = page.getByRole('table');
  const differing = table.locator('td[data-differs]');
  await expect(differing).toHaveCount(6);
  await page.getByRole('button', { name: 'MACs', exact: true }).click();
  await expect(table.getByRole('row', { name: /^Stage 3/ })).toContainText('−77,070,336');
  await expect(table.getByRole('row', { name: /^Network/ })).toContainText('−231,211,008');
  await page.getByRole('button', { name: 'Biases', exact: true }).click();
  await expect(table.getByRole('row', { name: /^Network/ })).toContainText('+26,560');
  await page.getByRole('button', { name: 'Shape', exact: true }).click();
  await expect(differing).toHaveCount(0);

  await table.getByRole('button', { name: 'Keras' }).click();
  await expect(page).toHaveURL(/#\/resnet50_keras/);
  await table.getByRole('button', { name: 'Stage 3' }).click();
  const strided = page.locator('[role="treeitem"][data-id="conv4_block1_1_conv"]');
  await expect(strided).toHaveAttribute('aria-selected', 'true');
  await strided.focus();
  await page.keyboard.press('End');
  await expect(table.getByRole('button', { name: 'Head' })).toHaveAttribute('aria-pressed', 'true');
  expect(await axeViolations(page)).toEqual([]);
});
