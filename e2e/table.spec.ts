import { readFileSync } from 'node:fs';
import type { Download, Page } from 'playwright/test';
import { expect, open, shared, test } from './fixtures.ts';

async function save(page: Page, format: string): Promise<{ readonly name: string; readonly text: string }> {
  const [download]: [Download, unknown] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: `Save as ${format}` }).click(),
  ]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
}

test.describe('Table', () => {
  test('sorts by a column, largest first, then smallest, then as the layers run', async ({ page }) => {
    await open(page, '#/resnet18?mode=table');
    const head = page.getByRole('columnheader', { name: 'Parameters' });
    const first = page.getByRole('row').nth(1);
    await head.getByRole('button').click();
    await expect(head).toHaveAttribute('aria-sort', 'descending');
    await expect(first).toContainText('2,359,296');
    await head.getByRole('button').click();
    await expect(head).toHaveAttribute('aria-sort', 'ascending');
    await head.getByRole('button').click();
    await expect(head).not.toHaveAttribute('aria-sort', /./);
    await expect(page.getByRole('row', { name: /^layer1\b.*layers/ }).first()).toBeVisible();
  });

  test('narrows by words and by kind, and says so where nothing is left', async ({ page }) => {
    await open(page, '#/resnet50?mode=table');
    const filter = page.getByRole('searchbox', { name: 'Filter layers' });
    await filter.fill('conv k3 s2');
    await expect(page.getByRole('link', { name: /conv2$/ })).toHaveCount(3);
    await filter.fill('');
    await page.getByRole('button', { name: /^Linear/ }).click();
    await expect(page.getByRole('link', { name: 'fc', exact: true })).toBeVisible();
    await expect(page.getByRole('link', { name: /conv/ })).toHaveCount(0);
    await filter.fill('zzz');
    await expect(page.getByText('No layer matches.')).toBeVisible();
  });

  test('folds by block and all at once; sums stand at the groups', async ({ page }) => {
    await open(page, '#/resnet50?mode=table');
    await page.getByRole('button', { name: 'Fold all' }).click();
    await expect(page.getByRole('link', { name: 'layer3.0.conv2' })).toHaveCount(0);
    await expect(page.getByRole('row', { name: /^layer3\b/ })).toContainText('7,098,368');
    await page.getByRole('button', { name: 'Unfold all' }).click();
    await expect(page.getByRole('link', { name: 'layer3.0.conv2' })).toHaveCount(1);
  });

  test('shows the chosen columns, also at the next visit', async ({ page }) => {
    await open(page, '#/resnet18?mode=table');
    await expect(page.getByRole('columnheader', { name: 'Lost' })).toHaveCount(0);
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('checkbox', { name: /^Lost/ }).check();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('columnheader', { name: 'Lost' })).toBeVisible();
    await page.reload();
    await expect(page.getByRole('columnheader', { name: 'Lost' })).toBeVisible();
  });

  test('is tied to the graph both ways', async ({ page }) => {
    await open(page, '#/resnet50/layer3.0.conv2?mode=table');
    const row = page.getByRole('row', { name: /^layer3\.0\.conv2/ });
    await expect(row).toHaveAttribute('aria-current', 'true');
    await expect(row).toBeInViewport();
    await row.getByRole('link').focus();
    await page.keyboard.press('ArrowDown');
    await expect(page).toHaveURL(/layer3\.0\.bn2\?.*mode=table/);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/layer3\.0\.bn2(?!.*mode=)/);
    await expect(page.getByRole('region', { name: 'Layer', exact: true })).toContainText('layer3.0.bn2');
    await page.keyboard.press('2');
    await expect(page.getByRole('row', { name: /^layer3\.0\.bn2/ })).toHaveAttribute('aria-current', 'true');
  });

  test('every total says which convention it follows', async ({ page }) => {
    await open(page, '#/resnet50?mode=table');
    const totals = page.getByRole('region', { name: 'Totals' });
    await expect(totals).toContainText('4,089,184,256');
    await expect(totals).toContainText('one MAC is two FLOPs');
    for (const [tool, words] of [
      ['torchinfo', 'A megabyte is 10⁶ bytes'],
      ['torchsummary', 'A megabyte is 2²⁰ bytes'],
      ['Keras', 'running mean and variance as parameters'],
    ] as const) {
      await totals.getByText(tool, { exact: true }).click();
      await expect(totals).toContainText(words);
    }
  });

  test('saves the network in six formats', async ({ page }) => {
    await open(page, '#/resnet18?mode=table');
    await page.getByRole('button', { name: 'Copy or save' }).click();
    const torchinfo = await save(page, 'torchinfo summary');
    expect(torchinfo.name).toBe('resnet18-224x224.torchinfo.txt');
    const golden = shared('torchinfo/generated-resnet18.out');
    if (golden !== undefined) expect(torchinfo.text.trimEnd()).toBe(readFileSync(golden, 'utf8').trimEnd());
    expect((await save(page, 'torchsummary text')).text).toContain('Total params: 11,689,512');
    expect((await save(page, 'Keras summary')).text).toMatch(/11,699,112|11,689,512/);
    const json = JSON.parse((await save(page, 'JSON')).text) as Record<string, unknown>;
    expect(json).toMatchObject({ network: 'resnet18', params: 11_689_512, macs: 1_814_073_344 });
    const csv = await save(page, 'CSV');
    expect(csv.text.trimEnd().split('\n').length).toBeGreaterThan(60);
    expect((await save(page, 'Markdown table')).text).toMatch(/^\|.*\|\n\|[ :|-]+\|/m);
    await expect(page.getByRole('status').filter({ hasText: 'Saved as' })).toContainText('resnet18-224x224.md');
  });
});

test.describe('The graph as a picture', () => {
  for (const format of ['SVG', 'PNG'] as const)
    test(`${format} stands alone: every layer, the fonts inside`, async ({ page }, testInfo) => {
      await open(page, '#/resnet50?l=2&theme=dark');
      await page.getByRole('button', { name: 'Save the graph as a picture' }).click();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: format, exact: true }).click(),
      ]);
      expect(download.suggestedFilename()).toBe(`resnet50-224x224.${format.toLowerCase()}`);
      const path = testInfo.outputPath(download.suggestedFilename());
      await download.saveAs(path);
      const file = readFileSync(path);
      if (format === 'PNG') {
        expect(file.subarray(1, 4).toString()).toBe('PNG');
        expect(file.readUInt32BE(16), 'pixels wide').toBeGreaterThan(10_000);
        return;
      }
      const text = file.toString('utf8');
      expect(text).toContain('layer4.2');
      expect(text.match(/data:font\/woff2/g)).toHaveLength(2);
      expect(text).not.toMatch(/var\(--|class="|<script/);
      await page.goto(`file://${path}`);
      await expect(page.locator('text', { hasText: 'downsample.0' }).first()).toBeVisible();
      expect(await page.evaluate(() => document.fonts.check('12px "Inter Variable"'))).toBe(true);
    });
});
