import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, open, test } from './fixtures.ts';

const root = join(import.meta.dirname, '..');

/** The built scripts that the budget of package.json counts. */
function counted(): readonly string[] {
  const { 'size-limit': budgets } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const excluded = (budgets[0].path as readonly string[])
    .filter((pattern) => pattern.startsWith('!'))
    .map(
      (pattern) => new RegExp(`^${pattern.slice('!dist/assets/'.length).replace('.', '\\.').replace('*', '.{8}')}$`),
    );
  return readdirSync(join(root, 'dist/assets'))
    .filter((name) => name.endsWith('.js') && !excluded.some((pattern) => pattern.test(name)))
    .sort();
}

test('Explore asks for the scripts that its budget counts, and for no other', async ({ page }) => {
  const asked = new Set<string>();
  page.on('request', (request) => {
    const [, name] = /\/assets\/([^/]+\.js)$/.exec(new URL(request.url()).pathname) ?? [];
    if (name !== undefined) asked.add(name);
  });
  await open(page, '#/resnet50');
  await page.waitForLoadState('networkidle');
  expect([...asked].sort()).toEqual(counted());
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { name: 'Shape' })).toBeVisible();
  expect([...asked].some((name) => name.startsWith('LayerPanel-'))).toBe(true);
});
