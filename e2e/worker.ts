import type { Page, Worker } from 'playwright/test';
import { analyze } from '../src/engine/analyze.ts';
import { cutResiduals } from '../src/engine/cut-residual.ts';
import { stateEntries } from '../src/engine/state-entries.ts';
import { findNetwork } from '../src/zoo/index.ts';
import { open } from './fixtures.ts';

/** What became of a call to the worker. */
export interface Answer {
  readonly kind: 'result' | 'error' | 'aborted';
  readonly output?: unknown;
  readonly error?: { readonly rule: string; readonly message: string };
  /** From the abort, or else from the call, to the answer. */
  readonly milliseconds: number;
}

/** A worker of the built app that the test speaks to in the app's own protocol. */
export interface TestWorker {
  call(name: string, input: unknown): Promise<Answer>;
  /** A call that is aborted once it reports progress in `phase`. */
  abort(name: string, input: unknown, phase: string): Promise<Answer>;
  /** Builds a network of the zoo with weights of its own making and loads it; `odd` is the name of an array that begins with NaN. */
  load(network: string, size: number, odd?: string): Promise<Answer>;
  /** One picture through the network that is loaded; `std` is what its values are divided by, 0.25 by default. */
  run(size: number, std?: number): Promise<Answer>;
  /** One picture through a network of the zoo on the weights that are loaded, the branch into one ⊕ cut. */
  runCut(network: string, size: number, add: string): Promise<Answer>;
  runAborted(size: number): Promise<Answer>;
  /** How often the loss of the device was reported. */
  losses(): Promise<number>;
  /** Bytes of all workers of the page, after a collection. */
  heap(): Promise<number>;
  /** The worker itself, to look into. */
  readonly inside: Worker;
}

/** The test's half of the conversation, inside the page. */
interface Talk {
  call(name: string, input: unknown, abortIn?: string): Promise<Answer>;
  open(entries: readonly (readonly [name: string, shape: readonly number[]])[], odd: string | null): Promise<Answer>;
  picture(size: number): Promise<Blob>;
  readonly losses: number;
}

/** Starts a second worker from the script of the app's own. */
export async function startWorker(page: Page): Promise<TestWorker> {
  const own = page.waitForEvent('worker', { predicate: (worker) => worker.url().includes('/worker/') });
  await open(page, '#/resnet18?mode=run');
  const url = (await own).url();
  const second = page.waitForEvent('worker', { predicate: (worker) => worker.url() === url });
  const talk = await page.evaluateHandle(converse, url);
  const preprocess = (size: number, std: number): object => ({
    resize: size,
    crop: [size, size],
    mean: [0.5, 0.5, 0.5],
    std: [std, std, std],
  });
  const run = (size: number, std = 0.25, abortIn?: string, others: object = {}): Promise<Answer> =>
    talk.evaluate(
      async (it, [pixels, spec, phase, more]) =>
        it.call('run', { image: await it.picture(pixels), preprocess: spec, ...more }, phase ?? undefined),
      [size, preprocess(size, std), abortIn ?? null, others] as const,
    );
  return {
    call: (name, input) => talk.evaluate((it, [to, what]) => it.call(to, what), [name, input] as const),
    abort: (name, input, phase) =>
      talk.evaluate((it, [to, what, when]) => it.call(to, what, when), [name, input, phase] as const),
    async load(network, size, odd) {
      const analysis = analyze(graphOf(network, size));
      const entries = stateEntries(analysis).map(({ name, shape }) => [name, [...shape]] as const);
      return talk.evaluate(
        async (it, [graph, list, not]) => {
          const { output } = await it.open(list, not);
          const { handle } = output as { handle: string };
          const answer = await it.call('loadNetwork', { graph, handle });
          await it.call('closeWeights', { handle });
          return answer;
        },
        [analysis.graph, entries, odd ?? null] as const,
      );
    },
    run: (size, std) => run(size, std),
    runCut(network, size, add) {
      const { graph, residuals } = analyze(graphOf(network, size));
      return run(size, undefined, undefined, { variant: cutResiduals(graph, residuals, new Map([[add, 'branch']])) });
    },
    runAborted: (size) => run(size, undefined, 'forward'),
    losses: () => talk.evaluate((it) => it.losses),
    async heap() {
      await collectGarbage(await second);
      return page.evaluate(measureWorkers);
    },
    inside: await second,
  };
}

/** Twice: what ends in the first collection may hold what only the second finds. A browser with `--js-flags=--expose-gc` is needed. */
async function collectGarbage(worker: Worker): Promise<void> {
  for (let turn = 0; turn < 2; turn++) await worker.evaluate(() => (globalThis as unknown as { gc(): void }).gc());
}

function graphOf(network: string, size: number): Parameters<typeof analyze>[0] {
  const entry = findNetwork(network);
  if (entry === undefined) throw new Error(`there is no ${network}`);
  return entry.build({ size: [size, size], classes: 10 });
}

interface MemoryReport {
  readonly breakdown: readonly {
    readonly bytes: number;
    readonly attribution: readonly { readonly scope: string }[];
  }[];
}

/** Runs in the page. Source: Measure Memory API, which a cross-origin isolated page has. */
async function measureWorkers(): Promise<number> {
  const api = performance as unknown as { measureUserAgentSpecificMemory(): Promise<MemoryReport> };
  const { breakdown } = await api.measureUserAgentSpecificMemory();
  return breakdown
    .filter(({ attribution }) => attribution.some(({ scope }) => scope === 'DedicatedWorkerGlobalScope'))
    .reduce((sum, { bytes }) => sum + bytes, 0);
}

/** Runs in the page: starts the worker and speaks the protocol. */
function converse(url: string): Talk {
  const worker = new Worker(url, { type: 'module' });
  const waiting = new Map<number, (data: { kind: string; progress?: { phase: string } }) => void>();
  let ids = 0;
  let losses = 0;
  worker.addEventListener('message', ({ data }) => {
    if (data.kind === 'lost') losses++;
    waiting.get(data.id)?.(data);
  });
  const talk: Talk = {
    get losses() {
      return losses;
    },
    call: (name, input, abortIn) =>
      new Promise((resolve) => {
        const id = ++ids;
        let start = performance.now();
        let aborted = false;
        waiting.set(id, (data) => {
          if (data.kind !== 'progress') {
            waiting.delete(id);
            resolve({ ...data, milliseconds: performance.now() - start } as unknown as Answer);
          } else if (data.progress?.phase === abortIn && !aborted) {
            aborted = true;
            start = performance.now();
            worker.postMessage({ kind: 'abort', id });
          }
        });
        worker.postMessage({ kind: 'call', id, name, input });
      }),
    open(entries, odd) {
      const header: Record<string, unknown> = {};
      const parts: Float32Array<ArrayBuffer>[] = [];
      let end = 0;
      for (const [name, shape] of entries) {
        const count = shape.reduce((product, size) => product * size, 1);
        const fanIn = shape.slice(1).reduce((product, size) => product * size, 1);
        const isScale = shape.length === 1 && /(running_var|weight)$/.test(name);
        const data = new Float32Array(count);
        for (let index = 0; index < count; index++)
          data[index] = isScale ? 1 : Math.sin(index * 12.9898 + name.length) * Math.sqrt(2 / fanIn);
        if (name === odd) data[0] = Number.NaN;
        header[name] = { dtype: 'F32', shape, data_offsets: [end, end + count * 4] };
        end += count * 4;
        parts.push(data);
      }
      const text = new TextEncoder().encode(JSON.stringify(header));
      const length = new BigUint64Array([BigInt(text.length)]);
      return talk.call('openWeights', {
        source: { from: 'file', file: new Blob([length, text, ...parts]), name: 'test.safetensors' },
      });
    },
    picture(size) {
      const canvas = new OffscreenCanvas(size, size);
      const context = canvas.getContext('2d');
      if (context === null) throw new Error('there is no canvas');
      const wash = context.createLinearGradient(0, 0, size, size);
      wash.addColorStop(0, '#c33');
      wash.addColorStop(0.5, '#3c9');
      wash.addColorStop(1, '#229');
      context.fillStyle = wash;
      context.fillRect(0, 0, size, size);
      return canvas.convertToBlob({ type: 'image/png' });
    },
  };
  return talk;
}
