import { type Browser, chromium, type Page } from 'playwright';
import { browserArguments, findBrowser } from '../../src/cli/find-browser.ts';
import type { Switcher, SwitchPage } from '../page/switch-page.ts';
import { processorTimeOf, residentBytes } from '../renderer-memory.ts';
import type { Turn } from './summarise.ts';

/** What switches between networks: files of weights and of models, and how many threads compute. */
export interface SwitchSubject {
  readonly files: readonly string[];
  readonly threads: number;
}

/** The workers that own networks. Their threads sleep in WebAssembly and would never answer. */
const OWNER = /(entry|ort-switcher)-[^/]*\.js/;

type WithSwitchPage = typeof globalThis & { readonly switchPage: SwitchPage; gc?(): void };

/** A browser for one of the two, so that its memory is its own. */
export class SwitchBrowser {
  readonly who: Switcher;
  /** What has been switched to so far. */
  readonly turns: Turn[] = [];
  readonly #browser: Browser;
  readonly #page: Page;

  private constructor(who: Switcher, browser: Browser, page: Page) {
    this.who = who;
    this.#browser = browser;
    this.#page = page;
  }

  /** Opens the page of the bench and starts what runs networks in it. */
  static async open(url: string, who: Switcher, { files, threads }: SwitchSubject): Promise<SwitchBrowser> {
    const browser = await chromium.launch({
      ...findBrowser(),
      args: [...browserArguments(), '--js-flags=--expose-gc'],
    });
    const page = await browser.newPage();
    await page.goto(url);
    await page.locator('input').setInputFiles([...files]);
    await page.evaluate(([name, count]) => (globalThis as WithSwitchPage).switchPage.start(name, count), [
      who,
      threads,
    ] as const);
    return new SwitchBrowser(who, browser, page);
  }

  get version(): string {
    return this.#browser.version();
  }

  async switchTo(network: string): Promise<void> {
    const before = await processorTimeOf(this.#browser);
    const milliseconds = await this.#page.evaluate(
      (id) => (globalThis as WithSwitchPage).switchPage.switchTo(id),
      network,
    );
    const processor = (await processorTimeOf(this.#browser)) - before;
    await this.#collectGarbage();
    this.turns.push({ network, milliseconds, processor, bytes: await residentBytes(this.#browser) });
  }

  close(): Promise<void> {
    return this.#browser.close();
  }

  /** Twice: what ends in the first collection may hold what only the second finds. */
  async #collectGarbage(): Promise<void> {
    const collect = (): void => (globalThis as WithSwitchPage).gc?.();
    for (let turn = 0; turn < 2; turn++) {
      await this.#page.evaluate(collect);
      for (const worker of this.#page.workers()) if (OWNER.test(worker.url())) await worker.evaluate(collect);
    }
  }
}
