/**
 * `npm run bench:look`: what it costs to be told of every layer after a run on WebGPU (the adapter there is, a software one included):
 * statistics that the device works out, against values that are read back with statistics worked out of them in JavaScript; and the
 * first page of the gallery on Run, and what meets at each ⊕ in the cut study, painted by the device, against painted in JavaScript of all
 * values. How a pass runs makes no difference to it: layers that are looked at are made again in float32, and half precision is not offered here.
 * Options: `--networks a,b`, `--size 224`, `--repeats 3`.
 */
import { chromium, type Page, type Worker } from 'playwright';
import { parseArguments, runCommand, wholeNumber } from '../src/cli/arguments.ts';
import { browserArguments, findBrowser } from '../src/cli/find-browser.ts';
import type { LookPage, Question } from './page/look-page.ts';
import { serveBench } from './serve.ts';
import { median } from './statistics.ts';

type WithLookPage = typeof globalThis & { readonly lookPage: LookPage };

/** What is told, as the app does it and by values that are read back. */
const PAIRS = [
  ['statistics', 'layerStats', 'activation'],
  ['gallery', 'galleryOfPictures', 'galleryOfValues'],
  ['cut study', 'cutsOfPictures', 'cutsOfValues'],
] as const;

await runCommand('bench:look', async (words) => {
  const { options } = parseArguments(words, ['networks', 'size', 'repeats']);
  const size = wholeNumber(options, 'size', 224);
  const repeats = wholeNumber(options, 'repeats', 3);
  const { url, close } = await serveBench();
  const browser = await chromium.launch({ ...findBrowser(), args: browserArguments({ softwareWebgpu: true }) });
  try {
    for (const network of (options.get('networks') ?? 'resnet18,resnet50').split(',')) {
      const page = await browser.newPage();
      await page.goto(url);
      const coming = page.waitForEvent('worker');
      const starting = page.evaluate(([id, side]) => (globalThis as WithLookPage).lookPage.start(id, side), [
        network,
        size,
      ] as const);
      const worker = await coming;
      await countBytes(worker);
      const ids = await starting;
      for (const [name, short, long] of PAIRS) {
        const rounds: Round[] = [];
        for (let round = 0; round < repeats; round++) {
          await page.evaluate(() => (globalThis as WithLookPage).lookPage.run());
          // A tensor keeps what was read of it: the values come last, and the next round makes the layers anew.
          const ours = await tell(page, worker, short, ids);
          rounds.push({ ours, values: await tell(page, worker, long, ids) });
        }
        console.log(line(`${network} ${size}² | ${name}`, rounds));
      }
      await page.close();
    }
  } finally {
    await browser.close();
    await close();
  }
});

interface Round {
  readonly ours: Told;
  readonly values: Told;
}

interface Told {
  readonly milliseconds: number;
  /** Read back from the device. */
  readonly bytes: number;
}

async function tell(page: Page, worker: Worker, what: Question, ids: readonly string[]): Promise<Told> {
  const before = await bytesOf(worker);
  const milliseconds = await page.evaluate(([call, of]) => (globalThis as WithLookPage).lookPage.tell(call, of), [
    what,
    ids,
  ] as const);
  return { milliseconds, bytes: (await bytesOf(worker)) - before };
}

/** Makes a worker count what it reads back from its devices. */
function countBytes(worker: Worker): Promise<void> {
  return worker.evaluate(() => {
    const readBack = { bytes: 0 };
    Object.assign(globalThis, { readBack });
    const { getMappedRange } = GPUBuffer.prototype;
    GPUBuffer.prototype.getMappedRange = function (...words) {
      const range = getMappedRange.apply(this, words);
      if ((this.usage & GPUBufferUsage.MAP_READ) !== 0) readBack.bytes += range.byteLength;
      return range;
    };
  });
}

function bytesOf(worker: Worker): Promise<number> {
  return worker.evaluate(() => (globalThis as unknown as { readBack: { bytes: number } }).readBack.bytes);
}

function line(name: string, rounds: readonly Round[]): string {
  const time = (of: keyof Round): string => median(rounds.map((round) => round[of].milliseconds)).toFixed(0);
  const [first] = rounds;
  const mib = (bytes = Number.NaN): string => (bytes / 2 ** 20).toFixed(2);
  const ratio = (of: (told: Told) => number): string =>
    median(rounds.map(({ ours, values }) => of(values) / of(ours))).toFixed(2);
  return [
    `| ${name}`,
    mib(first?.values.bytes),
    mib(first?.ours.bytes),
    ratio(({ bytes }) => bytes),
    time('values'),
    time('ours'),
    `${ratio(({ milliseconds }) => milliseconds)} |`,
  ].join(' | ');
}
