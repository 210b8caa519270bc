/** The page that `bench.ts`, `load-in-page.ts`, `switch.ts` and `look.ts` drive: a worker for each contender, asked by name, and one of the app. */
import { askWorker } from './ask-worker.ts';
import { loadPage } from './load-page.ts';
import { lookPage } from './look-page.ts';
import type { Answer, Contender, Question, Subject } from './protocol.ts';
import { switchPage } from './switch-page.ts';

const workers = new Map<string, Worker>();

/** What the page offers to `bench.ts`. */
export interface BenchPage {
  load(contender: Contender, subject: Subject): Promise<Pick<Answer, 'milliseconds' | 'traffic' | 'forms'>>;
  /** Milliseconds of one run, and the logits if they are wanted. */
  run(contender: Contender, wantsLogits: boolean): Promise<{ milliseconds: number; logits: number[] }>;
  unload(contender: Contender): Promise<void>;
}

const bench: BenchPage = {
  async load(contender, subject) {
    const worker = new Worker(new URL('./contender.ts', import.meta.url), { type: 'module' });
    workers.set(nameOf(contender), worker);
    const { milliseconds, traffic, forms } = await ask(contender, { call: 'load', contender, subject });
    return { milliseconds, traffic, forms };
  },
  async run(contender, wantsLogits) {
    const { milliseconds, logits } = await ask(contender, { call: 'run' });
    return { milliseconds, logits: wantsLogits ? [...logits] : [] };
  },
  async unload(contender) {
    await ask(contender, { call: 'unload' });
    workers.get(nameOf(contender))?.terminate();
    workers.delete(nameOf(contender));
  },
};

Object.assign(globalThis, { bench, loadPage, lookPage, switchPage });

function ask(contender: Contender, question: Question): Promise<Answer> {
  const worker = workers.get(nameOf(contender));
  if (worker === undefined) return Promise.reject(new Error(`${nameOf(contender)} is not loaded`));
  return askWorker(worker, question);
}

function nameOf({ engine, threads }: Contender): string {
  return `${engine} ${threads}`;
}
