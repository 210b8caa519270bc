import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { axeViolations, expect, open, shared, test } from './fixtures.ts';
import {
  builtIn,
  chooseBackend,
  chooseImage,
  chooseWeights,
  dot,
  patiently,
  predictions,
  readPredictions,
  runPicture,
  runState,
  takeSample,
} from './run-page.ts';

interface Expected {
  readonly file: string;
  readonly top5: readonly number[];
  readonly logits: readonly number[];
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

test.describe('Run', () => {
  // Eight of the 32 photographs; all of them with ALL_PICTURES=1 (half a minute on an idle machine of two cores).
  test('classifies photographs as PyTorch does, on wasm', async ({ page }) => {
    test.slow();
    const weights = shared('weights/pq-resnet18.pth');
    const list = shared('images/expected.json');
    test.skip(weights === undefined || list === undefined, 'no shared material');
    if (weights === undefined || list === undefined) return;
    const all = JSON.parse(readFileSync(list, 'utf8')) as Expected[];
    const pictures = all.filter((_picture, index) => process.env['ALL_PICTURES'] !== undefined || index % 4 === 0);
    await open(page, '#/resnet18?mode=run');
    await chooseBackend(page, 'wasm');
    await chooseWeights(page, weights);
    const differences: number[] = [];
    const began = Date.now();
    for (const { file, top5, logits } of pictures) {
      await chooseImage(page, shared(`images/${file}`) ?? '');
      await runPicture(page);
      if (differences.length === 0) await page.getByRole('button', { name: /^Show all/ }).click();
      const found = await readPredictions(page);
      const [best = 0, second = 0] = logits;
      if (best - second > 0.3) expect(found[0]?.index, file).toBe(top5[0]);
      for (const [place, index] of top5.entries()) {
        const logit = found.find((prediction) => prediction.index === index)?.logit ?? Number.NaN;
        differences.push(Math.abs(logit - (logits[place] ?? 0)));
      }
    }
    expect(Math.max(...differences)).toBeLessThan(0.15);
    expect(median(differences)).toBeLessThan(0.03);
    console.log(
      `${pictures.length} photographs in ${((Date.now() - began) / 1000).toFixed(1)} s; logits differ by at most ` +
        `${Math.max(...differences).toFixed(4)}, median ${median(differences).toFixed(4)}`,
    );
  });

  test('refuses every bad checkpoint with a sentence that names it, and leaves weights and predictions alone', async ({
    page,
  }) => {
    const list = shared('reference/checkpoints/expected.json');
    test.skip(list === undefined, 'no shared material');
    if (list === undefined) return;
    const files = JSON.parse(readFileSync(list, 'utf8')) as Record<string, { readonly refuse?: string }>;
    await open(page, `#/${builtIn}?mode=run`);
    await takeSample(page, 'ship');
    await runState(page, 'done');
    const before = await readPredictions(page);
    for (const [name, { refuse }] of Object.entries(files)) {
      if (refuse === undefined) continue;
      await chooseWeights(page, shared(`reference/checkpoints/${name}`) ?? '');
      await patiently(page.getByRole('alert').first(), `${name}: ${refuse}`).toContainText(basename(name));
      expect(await readPredictions(page), name).toEqual(before);
    }
    await patiently(page.getByRole('region', { name: 'Weights' })).toContainText('Trained by this project');
    await expect(page).toHaveURL(new RegExp(`#/${builtIn}`));
    await runPicture(page);
    expect(await readPredictions(page)).toEqual(before);
  });

  test('a text is not a picture, a picture is not weights, and the next action works', async ({ page }) => {
    await open(page, `#/${builtIn}?mode=run`);
    await takeSample(page, 'frog');
    await runState(page, 'done');
    const before = await readPredictions(page);
    await chooseImage(page, { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('just words') });
    await patiently(page.getByRole('alert').first()).toContainText('notes.txt');
    await expect(page.getByRole('img', { name: 'frog' })).toBeVisible();
    expect(await readPredictions(page)).toEqual(before);
    await chooseWeights(page, { ...dot, name: 'cat.png' });
    await patiently(page.getByRole('alert').first()).toContainText('cat.png');
    await chooseImage(page, dot);
    await expect(page.getByRole('alert')).toHaveCount(0);
    await runPicture(page);
    await expect(predictions(page)).toHaveCount(5);
  });

  test('offers the four backends and goes from idle through loading and running to done', async ({ page }) => {
    await page.addInitScript(() => {
      const states: string[] = [];
      (window as unknown as { states: string[] }).states = states;
      const look = (): void => {
        const state = document.documentElement?.dataset['run'];
        if (state !== undefined && state !== states.at(-1)) states.push(state);
      };
      new MutationObserver(look).observe(document, { attributes: true, subtree: true, attributeFilter: ['data-run'] });
    });
    await open(page, `#/${builtIn}?mode=run`);
    const backends = page.getByRole('combobox', { name: 'Backend' }).locator('option');
    const values = await backends.evaluateAll((options) =>
      options.map((option) => (option as HTMLOptionElement).value),
    );
    for (const id of ['webgpu', 'wasm', 'webgl', 'cpu']) expect(values).toContain(id);
    await takeSample(page, 'cat');
    await runState(page, 'done');
    await patiently(page.getByRole('status')).toContainText('Done in');
    const states = await page.evaluate(() => (window as unknown as { states: string[] }).states);
    expect(states).toEqual(expect.arrayContaining(['idle', 'loading', 'running', 'done']));
  });

  test('shows maps, values under the pointer, statistics, and follows layers and scale by keyboard', async ({
    page,
  }) => {
    await open(page, `#/${builtIn}?mode=run`);
    await takeSample(page, 'truck');
    await runState(page, 'done');
    const maps = page.getByRole('region', { name: 'Feature maps' });
    await expect(maps.getByRole('button', { name: 'Channel 3', exact: true })).toBeVisible();
    await maps.getByRole('button', { name: 'Channel 3', exact: true }).click();
    const cursor = maps.getByRole('application');
    await expect(cursor).toHaveAccessibleName(/^Row 0, column 0: /);
    await cursor.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await expect(cursor).toHaveAccessibleName(/^Row 1, column 1: /);
    await expect(maps).toContainText('standard deviation');
    for (const scope of ['channel', 'network', 'layer']) {
      await maps.getByText(scope, { exact: true }).click();
      await expect(maps.getByRole('radio', { name: scope })).toBeChecked();
    }
    const heading = maps.getByRole('heading', { level: 2 });
    const first = await heading.textContent();
    await maps.getByRole('button', { name: 'Next layer' }).click();
    await expect(heading).not.toHaveText(first ?? '');
    await page.getByRole('button', { name: 'Show all 10' }).click();
    await expect(predictions(page)).toHaveCount(10);
    expect(await axeViolations(page)).toEqual([]);
  });
});
