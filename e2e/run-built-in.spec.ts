import { axeViolations, expect, open, test } from './fixtures.ts';
import { allBuiltIn, builtIn, predictions, runState, takeSample } from './run-page.ts';

test.describe('Networks that come with the app', () => {
  test('one click on the offer shows predictions, whatever network is looked at', async ({ page }) => {
    await open(page, '#/resnet50?mode=run');
    await page.getByRole('button', { name: /^Try / }).click();
    await runState(page, 'done');
    await expect(predictions(page)).toHaveCount(5);
    await expect(page).toHaveURL(new RegExp(`#/(${allBuiltIn.join('|')})`));
    await page.goBack();
    await expect(page).toHaveURL(/#\/resnet50/);
    await expect(page.getByRole('button', { name: /^Try / })).toBeVisible();
  });

  for (const network of allBuiltIn)
    test(`${network} classifies a bundled picture, and its card can be read`, async ({ page }) => {
      await open(page, `#/${network}?mode=run`);
      await takeSample(page, 'airplane');
      await runState(page, 'done');
      await expect(predictions(page)).toHaveCount(5);
      await page.getByRole('button', { name: 'Model card' }).click();
      const card = page.getByRole('dialog');
      await expect(card).toContainText('10,000 test pictures');
      await expect(card.getByRole('table')).toContainText('airplane');
      await expect(card.getByRole('img', { name: /^Loss over/ })).toBeVisible();
      await expect(card).toContainText('MIT');
      expect(await axeViolations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(card).toHaveCount(0);
    });

  test('the first prediction comes soon after the page is opened, nothing cached, on wasm', async ({ page }) => {
    const began = Date.now();
    await page.goto(`/#/${builtIn}?mode=run&lang=en`);
    await takeSample(page, 'cat');
    await runState(page, 'done');
    await expect(predictions(page).first()).toBeVisible();
    console.log(`${builtIn}: ${Date.now() - began} ms from opening the page to the predictions of a bundled picture`);
    await expect(page.getByRole('combobox', { name: 'Backend' })).toHaveValue('wasm');
  });

  test('after a run, the strip under the graph has time among its measures', async ({ page }) => {
    await open(page, `#/${builtIn}?mode=run`);
    await takeSample(page, 'cat');
    await runState(page, 'done');
    await page.getByRole('navigation', { name: 'Modes' }).getByRole('link', { name: 'Explore' }).click();
    await page.getByRole('button', { name: 'time', exact: true }).click();
    const strip = page.getByRole('slider', { name: /time/ });
    await strip.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await expect(strip).toHaveAttribute('aria-valuetext', /^conv1: .*s \(conv1 \+ bn1 \+ relu\)$/);
  });

  test('the times of a run stand on the graph, in boxes and blocks, until something else is measured', async ({
    page,
  }) => {
    await open(page, `#/${builtIn}?mode=run`);
    await takeSample(page, 'cat');
    await runState(page, 'done');
    await page.getByRole('button', { name: 'Show on the graph' }).click();
    const conv1 = page.getByRole('treeitem', { name: /^conv1, / });
    await expect(conv1).toHaveAccessibleName(/^conv1, 16×32×32, [\d.]+\s[mµ]?s$/);
    await expect(page.getByRole('treeitem', { name: /^layer1\.0\b.*\d\s[mµ]?s/ })).toBeVisible();
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'MACs', exact: true }).click();
    await expect(conv1).toHaveAccessibleName(/3×3/);
  });

  for (const theme of ['light', 'dark'])
    test(`the offer has no violations, ${theme}`, async ({ page }) => {
      await open(page, `#/vgg16?mode=run&theme=${theme}`);
      await expect(page.getByRole('button', { name: /^Try / })).toBeVisible();
      expect(await axeViolations(page)).toEqual([]);
    });
});
