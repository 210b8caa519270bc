import { browserArguments, findBrowser } from '../src/cli/find-browser.ts';
import { expect, test } from './fixtures.ts';
import { startWorker, type TestWorker } from './worker.ts';

test.use({
  launchOptions: {
    ...findBrowser(),
    args: [
      ...browserArguments({ softwareWebgpu: true }),
      '--enable-blink-features=ForceEagerMeasureMemory',
      '--js-flags=--expose-gc',
    ],
  },
});

/** What the worker holds: tensors of tfjs, bytes, and what the browser was asked for and not given back. */
interface Held {
  readonly tensors: number;
  readonly bytes: number;
  readonly fused: number;
  readonly buffers: number;
  readonly threads: number;
}

/** Counts GPU buffers and threads inside the worker as they come and go. */
async function keepCount({ inside }: TestWorker): Promise<void> {
  await inside.evaluate(() => {
    const buffers = new Set<GPUBuffer>();
    const threads = new Set<Worker>();
    Object.assign(globalThis, { buffers, threads });
    if (globalThis.GPUDevice !== undefined) {
      const { createBuffer } = GPUDevice.prototype;
      GPUDevice.prototype.createBuffer = function (...words) {
        const buffer = createBuffer.apply(this, words);
        buffers.add(buffer);
        return buffer;
      };
      const { destroy } = GPUBuffer.prototype;
      GPUBuffer.prototype.destroy = function () {
        buffers.delete(this);
        return destroy.apply(this);
      };
    }
    const Original = globalThis.Worker;
    globalThis.Worker = class extends Original {
      constructor(...words: ConstructorParameters<typeof Worker>) {
        super(...words);
        threads.add(this);
      }
      override terminate(): void {
        threads.delete(this);
        super.terminate();
      }
    };
  });
}

async function held(worker: TestWorker): Promise<Held> {
  const { output } = await worker.call('memory', {});
  const counted = await worker.inside.evaluate(() => {
    const { buffers, threads } = globalThis as unknown as { buffers: Set<GPUBuffer>; threads: Set<Worker> };
    return { buffers: buffers.size, threads: threads.size };
  });
  return { ...(output as Pick<Held, 'tensors' | 'bytes' | 'fused'>), ...counted };
}

/** Milliseconds after which nothing of a run is under way any more. */
const CALM = 2000;

test.describe('Leaks', () => {
  test.slow();

  /** Switches of the network, and runs after each; the software adapter of WebGPU takes as many only with LONG=1. */
  const CASES = [
    { backend: 'wasm', switches: 20, runs: 10 },
    process.env['LONG'] === undefined
      ? { backend: 'webgpu', switches: 4, runs: 5 }
      : { backend: 'webgpu', switches: 20, runs: 10 },
  ] as const;
  for (const { backend, switches, runs } of CASES)
    test(`${switches * runs} runs and ${switches} switches on ${backend} leave nothing behind`, async ({ page }) => {
      const worker = await startWorker(page);
      await keepCount(worker);
      await worker.call('useBackend', { id: backend, allowSoftware: true });
      const visit = async (network: string, times: number): Promise<void> => {
        expect(await worker.load(network, 32), network).toMatchObject({ kind: 'result' });
        for (let run = 0; run < times; run++) expect(await worker.run(32), network).toMatchObject({ kind: 'result' });
      };
      const both = async (times: number): Promise<void> => {
        await visit('resnet20_cifar', times);
        await visit('alexnet_cifar', times);
        expect(await worker.call('activation', { id: 'features.3' })).toMatchObject({ kind: 'result' });
      };
      // The backend keeps a few things that it makes for the first runs.
      await both(2);
      await both(2);
      // The next network's threads are begun when this one has run for a while.
      await page.waitForTimeout(CALM);
      const before = await held(worker);
      const heap = await worker.heap();
      for (let turn = 0; turn < switches; turn += 2) await both(runs);
      await expect(async () => {
        expect(await held(worker)).toEqual(before);
      }).toPass();
      expect((await worker.heap()) - heap).toBeLessThan(4e6);
      await worker.call('unloadNetwork', {});
      expect(await held(worker)).toMatchObject({ tensors: 0, bytes: 0, fused: 0 });
    });
});
