import type { Page } from 'playwright/test';
import { expect, open, test } from './fixtures.ts';

/** Milliseconds that it may take on a quiet machine. */
const ALLOWED = 300;
/** Where the machine is busy, so many times what a small network takes: 30 ms when it is quiet. */
const RATIO = 8;

/** Milliseconds from a change of the address to the graph painted, as the page itself sees it. */
function switchTime(page: Page, hash: string): Promise<number> {
  return page.evaluate(
    (to) =>
      new Promise<number>((resolve) => {
        const page = document.documentElement;
        let start = performance.now();
        let hasBegun = false;
        const observer = new MutationObserver(() => {
          if (page.dataset['ready'] === 'false') hasBegun = true;
          else if (hasBegun) {
            observer.disconnect();
            resolve(performance.now() - start);
          }
        });
        observer.observe(page, { attributes: true, attributeFilter: ['data-ready'] });
        start = performance.now();
        window.location.hash = to;
      }),
    hash,
  );
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

test('a network of 515 layers, all open, is painted soon after it is asked for', async ({ page }) => {
  await open(page, '#/resnet18?l=2');
  const times: { readonly [Network in 'resnet152' | 'resnet18']: number[] } = { resnet152: [], resnet18: [] };
  for (let round = 0; round < 7; round++)
    for (const network of ['resnet152', 'resnet18'] as const)
      times[network].push(await switchTime(page, `#/${network}?lang=en&l=2`));
  const [large, small] = [median(times.resnet152), median(times.resnet18)];
  console.log(
    `switch to painted graph, all layers open: resnet152 ${large.toFixed(0)} ms, resnet18 ${small.toFixed(0)} ms`,
  );
  await page.goto('/#/resnet152?lang=en&l=2');
  await expect(page.getByRole('treeitem')).toHaveCount(516);
  expect(large).toBeLessThan(Math.max(ALLOWED, RATIO * small));
});
