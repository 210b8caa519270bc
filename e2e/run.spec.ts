import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Page } from 'playwright/test';
import { expect, open, shared, test } from './fixtures.ts';

interface Expected {
  readonly file: string;
  readonly top5: readonly number[];
  readonly logits: readonly number[];
}

async function chooseBackend(page: Page, id: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Backend' }).selectOption(id);
}

async function runPicture(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.locator('html')).toHaveAttribute('data-run', 'done', { timeout: 90_000 });
}

test.describe('Run', () => {
  test('classifies photographs as PyTorch does, on wasm', async ({ page }) => {
    const weights = shared('weights/pq-resnet18.pth');
    const list = shared('images/expected.json');
    test.skip(weights === undefined || list === undefined, 'no shared material');
    if (weights === undefined || list === undefined) return;
    const pictures = (JSON.parse(readFileSync(list, 'utf8')) as Expected[]).slice(0, 3);
    await open(page, '#/resnet18?mode=run');
    await chooseBackend(page, 'wasm');
    await page.getByLabel('Weights file').setInputFiles(weights);
    for (const { file, top5, logits } of pictures) {
      await page.getByLabel('Image', { exact: true }).setInputFiles(shared(`images/${file}`) ?? []);
      await runPicture(page);
      const first = page.getByRole('list', { name: 'Top predictions' }).getByRole('listitem').first();
      const margin = (logits[0] ?? 0) - (logits[1] ?? 0);
      if (margin > 0.3) await expect(first).toHaveAttribute('data-class', String(top5[0]));
      expect(Math.abs(Number(await first.getAttribute('data-logit')) - (logits[0] ?? 0))).toBeLessThan(0.15);
      await expect(first).toContainText('%');
    }
    await expect(page.getByRole('region', { name: 'Feature maps' })).toBeVisible();
  });

  test('takes every good checkpoint apart and refuses every bad one with a sentence', async ({ page }) => {
    const list = shared('reference/checkpoints/expected.json');
    test.skip(list === undefined, 'no shared material');
    if (list === undefined) return;
    const files = JSON.parse(readFileSync(list, 'utf8')) as Record<string, { readonly refuse?: string }>;
    await open(page, '#/resnet18?mode=run');
    await chooseBackend(page, 'cpu');
    for (const [name, { refuse }] of Object.entries(files)) {
      if (refuse === undefined) continue;
      await page.getByLabel('Weights file').setInputFiles(shared(`reference/checkpoints/${name}`) ?? []);
      await expect(page.getByRole('alert').first(), `${name}: ${refuse}`).toContainText(basename(name));
    }
    await expect(page).toHaveURL(/#\/resnet18/);
  });

  test('a text is not a picture, a picture is not weights, and the next action works', async ({ page }) => {
    await open(page, '#/resnet18?mode=run');
    await chooseBackend(page, 'cpu');
    await page
      .getByLabel('Image', { exact: true })
      .setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('just words') });
    await expect(page.getByRole('alert').first()).toContainText('notes.txt');
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    await page.getByLabel('Weights file').setInputFiles({ name: 'cat.png', mimeType: 'image/png', buffer: png });
    await expect(page.getByRole('alert').first()).toContainText('cat.png');
    await page
      .getByLabel('Image', { exact: true })
      .setInputFiles({ name: 'dot.png', mimeType: 'image/png', buffer: png });
    await expect(page.getByRole('alert')).toHaveCount(0);
  });

  test('offers the four backends and says what runs', async ({ page }) => {
    await open(page, '#/resnet18?mode=run');
    const values = await page
      .getByRole('combobox', { name: 'Backend' })
      .locator('option')
      .evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
    for (const id of ['webgpu', 'wasm', 'webgl', 'cpu']) expect(values).toContain(id);
    await expect(page.locator('html')).toHaveAttribute('data-run', 'idle');
  });
});
