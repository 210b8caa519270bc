import { chromium, type Page } from 'playwright';
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

/** Readings and passes alone, in turns; the one in the middle counts. */
const PASSES = 3;

/** Loads a file in the app's own worker in Chromium so often, each time in a page and a process of its own. */
export async function loadInPage(network: string, file: string, rounds: number): Promise<readonly PageRound[]> {
  const { url, close } = await serveBench();
  const browser = await chromium.launch({ ...findBrowser(), args: browserArguments() });
  const found: PageRound[] = [];
  try {
    for (let round = 0; round < rounds; round++) {
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(url);
      await page.locator('input').setInputFiles(file);
      await page.evaluate((id) => (globalThis as WithLoadPage).loadPage.start(id), network);
      const stop = await watchRenderers(browser);
      const first = await ask(page, 'load');
      const peak = await stop();
      const passes: number[] = [];
      const reads: number[] = [];
      for (let pass = 0; pass < PASSES; pass++) {
        passes.push(await ask(page, 'pass'));
        reads.push(await ask(page, 'read'));
      }
      found.push({ read: median(reads), first, pass: median(passes), network: await ask(page, 'bytes'), peak });
      await context.close();
    }
  } finally {
    await browser.close();
    await close();
  }
  return found;
}

type WithLoadPage = typeof globalThis & { readonly loadPage: LoadPage };

function ask(page: Page, method: 'read' | 'load' | 'pass' | 'bytes'): Promise<number> {
  return page.evaluate((name) => (globalThis as WithLoadPage).loadPage[name](), method);
}
