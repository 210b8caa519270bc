import { readFileSync } from 'node:fs';
import { browserArguments, findBrowser } from '../src/cli/find-browser.ts';
import { expect, open, shared, test } from './fixtures.ts';
import { type Answer, startWorker, type TestWorker } from './worker.ts';

test.use({
  launchOptions: {
    ...findBrowser(),
    args: [
      ...browserArguments({ softwareWebgpu: true }),
      '--enable-unsafe-swiftshader',
      '--enable-blink-features=ForceEagerMeasureMemory',
      '--js-flags=--expose-gc',
    ],
  },
});

const BACKENDS = ['cpu', 'wasm', 'webgl', 'webgpu'] as const;

/** Ten networks of every family, at sizes that run in a moment. */
const NETWORKS = [
  ['resnet20_cifar', 32],
  ['plain20_cifar', 32],
  ['resnext20_cifar', 32],
  ['vgg_cifar', 32],
  ['alexnet_cifar', 32],
  ['resnet32_cifar', 32],
  ['resnet56_cifar', 32],
  ['googlenet', 64],
  ['resnet110_cifar', 32],
  ['resnet44_cifar', 32],
] as const;

async function use(worker: TestWorker, id: string): Promise<void> {
  const answer = await worker.call('useBackend', { id, allowSoftware: true });
  expect(answer.error?.message).toBeUndefined();
}

function logitsOf({ output }: Answer): readonly number[] {
  return Object.values((output as { logits: Record<string, number> }).logits);
}

interface Memory {
  readonly tensors: number;
  readonly bytes: number;
  /** Bytes of the fused executor. */
  readonly fused: number;
  /** Bytes of the worker after a collection. */
  readonly heap: number;
}

/** tfjs's own count and the fused executor's, and what the browser says of the worker's heap. */
async function memoryOf(worker: TestWorker): Promise<Memory> {
  const { output } = await worker.call('memory', {});
  return { ...(output as { tensors: number; bytes: number; fused: number }), heap: await worker.heap() };
}

test.describe('Worker', () => {
  test.slow();

  test('ten networks switched and run in turn leave nothing behind', async ({ page }) => {
    const worker = await startWorker(page);
    await use(worker, 'wasm');
    const seen = [];
    for (let round = 0; round < 3; round++) {
      for (const [network, size] of NETWORKS) {
        expect(await worker.load(network, size), network).toMatchObject({ kind: 'result' });
        expect(await worker.run(size), network).toMatchObject({ kind: 'result' });
      }
      seen.push(await memoryOf(worker));
    }
    const [, second, third] = seen;
    expect(third?.tensors).toBe(second?.tensors);
    expect(third?.bytes).toBe(second?.bytes);
    expect(third?.fused).toBe(second?.fused);
    expect((third?.heap ?? 0) - (second?.heap ?? 0)).toBeLessThan(2e6);
    await worker.call('unloadNetwork', {});
    expect(await memoryOf(worker)).toMatchObject({ tensors: 0, bytes: 0, fused: 0 });
  });

  test('grouped convolution and ceil pooling put out the same on all four backends, one after another', async ({
    page,
  }) => {
    const worker = await startWorker(page);
    const found: (readonly number[])[] = [];
    for (const backend of [...BACKENDS, 'wasm'] as const) {
      await use(worker, backend);
      for (const [network, size] of [
        ['resnext20_cifar', 32],
        ['googlenet', 64],
      ] as const) {
        expect(await worker.load(network, size)).toMatchObject({ kind: 'result' });
        const logits = logitsOf(await worker.run(size));
        const scale = Math.max(...logits.map(Math.abs));
        found.push(logits.map((logit) => logit / scale));
      }
    }
    for (const [index, logits] of found.entries())
      for (const [place, logit] of logits.entries())
        expect(Math.abs(logit - (found[index % 2]?.[place] ?? 0))).toBeLessThan(1e-4);
  });

  for (const backend of BACKENDS)
    test(`a run on ${backend} stops when it is told to, and the next one works`, async ({ page }) => {
      const worker = await startWorker(page);
      // Fused kernels would be done before anybody could stop them, were the picture small.
      const size = backend === 'wasm' ? 448 : 128;
      await use(worker, backend);
      expect(await worker.load('resnet18', size)).toMatchObject({ kind: 'result' });
      const stopped = await worker.runAborted(size);
      expect(stopped.kind).toBe('aborted');
      expect(stopped.milliseconds).toBeLessThan(5000);
      expect(await worker.run(size)).toMatchObject({ kind: 'result' });
    });
});

test.describe('WebGPU', () => {
  test.slow();

  /** Keeps the devices that the worker makes, so that the test can break them. */
  async function keepDevices(worker: TestWorker): Promise<void> {
    await worker.inside.evaluate(() => {
      const kept: GPUDevice[] = [];
      Object.assign(globalThis, { kept });
      const request = GPUAdapter.prototype.requestDevice;
      GPUAdapter.prototype.requestDevice = async function (...words) {
        const device = await request.apply(this, words);
        kept.push(device);
        return device;
      };
    });
  }

  test('a device that is lost is reported once, and the next run works without a reload', async ({ page }) => {
    const worker = await startWorker(page);
    await keepDevices(worker);
    await use(worker, 'webgpu');
    await worker.load('resnet20_cifar', 32);
    const before = logitsOf(await worker.run(32));
    await worker.inside.evaluate(() => (globalThis as unknown as { kept: GPUDevice[] }).kept.at(-1)?.destroy());
    await expect.poll(() => worker.losses()).toBe(1);
    expect(await worker.run(32)).toMatchObject({ kind: 'error', error: { rule: 'deviceLost' } });
    expect((await worker.call('memory', {})).output).toEqual({ tensors: 0, bytes: 0, fused: 0 });
    await use(worker, 'webgpu');
    await worker.load('resnet20_cifar', 32);
    expect(logitsOf(await worker.run(32))).toEqual(before);
    expect(await worker.losses()).toBe(1);
  });

  test('a device that is lost in the middle of a run ends it with that reason', async ({ page }) => {
    const worker = await startWorker(page);
    await keepDevices(worker);
    await use(worker, 'webgpu');
    await worker.load('resnet18', 128);
    await worker.inside.evaluate(() => {
      const device = (globalThis as unknown as { kept: GPUDevice[] }).kept.at(-1);
      if (device === undefined) return;
      const submit = device.queue.submit;
      device.queue.submit = function (...words) {
        submit.apply(this, words);
        device.destroy();
      };
    });
    expect(await worker.run(128)).toMatchObject({ kind: 'error', error: { rule: 'deviceLost' } });
    expect(await worker.losses()).toBe(1);
  });

  test('an error of the device between two runs is not its loss', async ({ page }) => {
    const worker = await startWorker(page);
    await keepDevices(worker);
    await use(worker, 'webgpu');
    await worker.load('resnet20_cifar', 32);
    await worker.inside.evaluate(() => {
      const device = (globalThis as unknown as { kept: GPUDevice[] }).kept.at(-1);
      device?.createBuffer({ size: 4, usage: 0xffff });
    });
    expect(await worker.run(32)).toMatchObject({ kind: 'result' });
    expect(await worker.losses()).toBe(0);
  });
});

test.describe('Pictures', () => {
  // The software adapter of WebGPU needs minutes for a picture where other work goes on.
  test.setTimeout(900_000);

  interface Expected {
    readonly file: string;
    readonly top5: readonly number[];
    readonly logits: readonly number[];
  }

  const CASES = [
    ['wasm', 'n02676566_acoustic_guitar.JPEG', 'greyscale, with a colour profile'],
    ['wasm', 'n02123045_tabby.JPEG', 'with a colour profile'],
    ['webgl', 'n07753592_banana.JPEG', 'as it came'],
    ['webgpu', 'n01443537_goldfish.JPEG', 'as it came'],
  ] as const;
  for (const [backend, file, what] of CASES)
    test(`${file} (${what}) has the logits of PyTorch on ${backend}`, async ({ page }) => {
      const weights = shared('weights/pq-resnet18.pth');
      const list = shared('images/expected.json');
      test.skip(weights === undefined || list === undefined, 'no shared material');
      if (weights === undefined || list === undefined) return;
      const all = JSON.parse(readFileSync(list, 'utf8')) as readonly Expected[];
      const { top5 = [], logits = [] } = all.find((entry) => entry.file === file) ?? {};
      await open(page, '#/resnet18?mode=run');
      await page.getByRole('combobox', { name: 'Backend' }).selectOption(backend);
      await page.getByLabel('Weights file').setInputFiles(weights);
      await page.getByLabel('Image', { exact: true }).setInputFiles(shared(`images/${file}`) ?? []);
      await page.getByRole('button', { name: 'Run', exact: true }).click();
      await expect(page.locator('html')).toHaveAttribute('data-run', 'done', { timeout: 840_000 });
      for (const [place, index] of top5.entries()) {
        const item = page.getByRole('list', { name: 'Top predictions' }).locator(`[data-class="${index}"]`);
        const found = Number(await item.getAttribute('data-logit'));
        expect(Math.abs(found - (logits[place] ?? 0))).toBeLessThan(0.15);
      }
    });
});
