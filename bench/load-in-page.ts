import { type Browser, chromium, type Page } from 'playwright';
import { browserArguments, findBrowser } from '../src/cli/find-browser.ts';
import type { LoadPage } from './page/load-page.ts';
import { watchRenderers } from './renderer-memory.ts';
import { serveBench } from './serve.ts';
import { median } from './statistics.ts';

/** What one page found, in milliseconds and bytes. */
export interface PageRound {
  readonly read: number;
  /** From the file to the first logits. */
  readonly first: number;
  /** One pass when all is warm. */
  readonly pass: number;
  /** What the network holds. */
  readonly network: number;
  /** What the page's process had at its peak beyond what it had before; `undefined` where the system does not tell. */
  readonly peak: number | undefined;
}

/** Passes when all is warm; the one in the middle counts. */
const PASSES = 3;

/** Milliseconds that a page has to come to rest: whoever picks a file takes longer. */
const REST = 2000;

/**
 * Loads a file in the app's own worker in Chromium so often, each time in a page and a process of its own. So is the reading that it is
 * compared with: memory that a process has for the first time costs more. Both begin when the page is at rest.
 */
export async function loadInPage(network: string, file: string, rounds: number): Promise<readonly PageRound[]> {
  const { url, close } = await serveBench();
  const browser = await chromium.launch({ ...findBrowser(), args: browserArguments() });
  const found: PageRound[] = [];
  try {
    for (let round = 0; round < rounds; round++) {
      const read = await inPage(browser, url, file, async (page) => {
        await page.waitForTimeout(REST);
        return ask(page, 'read');
      });
      const loaded = await inPage(browser, url, file, async (page) => {
        await page.evaluate((id) => (globalThis as WithLoadPage).loadPage.start(id), network);
        await page.waitForTimeout(REST);
        const stop = await watchRenderers(browser);
        const first = await ask(page, 'load');
        const peak = await stop();
        const passes: number[] = [];
        for (let pass = 0; pass < PASSES; pass++) passes.push(await ask(page, 'pass'));
        return { first, pass: median(passes), network: await ask(page, 'bytes'), peak };
      });
      found.push({ read, ...loaded });
    }
  } finally {
    await browser.close();
    await close();
  }
  return found;
}

/** Does something in a new page into which the file was put. */
async function inPage<Found>(
  browser: Browser,
  url: string,
  file: string,
  work: (page: Page) => Promise<Found>,
): Promise<Found> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(url);
  await page.locator('input').setInputFiles(file);
  const found = await work(page);
  await context.close();
  return found;
}

type WithLoadPage = typeof globalThis & { readonly loadPage: LoadPage };

function ask(page: Page, method: 'read' | 'load' | 'pass' | 'bytes'): Promise<number> {
  return page.evaluate((name) => (globalThis as WithLoadPage).loadPage[name](), method);
}
