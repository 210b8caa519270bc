import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test as base, expect, type Page } from 'playwright/test';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Path of a file in the shared reference material beside the project, or `undefined` (with a printed line) where it is absent. */
export function shared(path: string): string | undefined {
  const full = join(root, '..', 'shared', path);
  if (existsSync(full)) return full;
  console.log(`skipped: ../shared/${path} is not here`);
  return undefined;
}

/** Opens an address of the app (`#/resnet50?lang=en`) and waits until its graph is painted. */
export async function open(page: Page, hash: string): Promise<void> {
  await page.goto(`/${withLanguage(hash)}`);
  await ready(page);
}

/** Waits until the graph of the addressed network is painted; long, since other browsers may be at work beside this one. */
export async function ready(page: Page): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('data-ready', 'true', { timeout: 60_000 });
}

function withLanguage(hash: string): string {
  if (hash.includes('lang=')) return hash;
  return `${hash}${hash.includes('?') ? '&' : '?'}lang=en`;
}

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[];
}

/**
 * Puts axe into the page, once a document. A colour on its way to another has no contrast of its own, so nothing fades from here on.
 */
async function prepareAxe(page: Page): Promise<void> {
  if (await page.evaluate("typeof axe === 'object'")) return;
  await page.evaluate(() => {
    const still = new CSSStyleSheet();
    still.replaceSync('*, *::before, *::after { transition: none !important; animation: none !important; }');
    document.adoptedStyleSheets.push(still);
  });
  await page.evaluate(axeSource);
}

/** What axe finds on the page as it stands: rule, element and reason, one line each. What passes is not described, which would take as long again. */
export async function axeViolations(page: Page): Promise<readonly string[]> {
  await prepareAxe(page);
  const found = (await page.evaluate(
    "axe.run(document, { resultTypes: ['violations'] }).then((result) => result.violations)",
  )) as readonly Violation[];
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
  );
}

/** Playwright's test, failing when the page logs an error or throws. */
export const test = base.extend<{ readonly consoleErrors: string[] }>({
  consoleErrors: [
    async ({ page }, use) => {
      const errors: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text());
      });
      page.on('pageerror', (error) => errors.push(error.message));
      await use(errors);
      expect(errors).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
