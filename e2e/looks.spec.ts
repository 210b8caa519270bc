import { browserArguments, findBrowser } from '../src/cli/find-browser.ts';
import { type ColourTable, colourTable, paint } from '../src/engine/colour-map.ts';
import { mapsOf } from '../src/engine/shape.ts';
import { expect, test } from './fixtures.ts';
import { type Answer, startWorker, type TestWorker } from './worker.ts';

test.use({ launchOptions: { ...findBrowser(), args: browserArguments({ softwareWebgpu: true }) } });

interface Stats {
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly std: number;
  readonly zeros: number;
}

/** What `activation` tells of a layer: the truth for all that the device works out. */
interface Values {
  readonly shape: readonly number[];
  readonly data: Float32Array;
  readonly channels: readonly Stats[];
}

/** A worker on WebGPU that counts the bytes which it reads back. */
async function startOnWebgpu(
  page: Parameters<typeof startWorker>[0],
): Promise<{ readonly worker: TestWorker; watch(work: () => Promise<Answer>): Promise<Answer & { bytes: number }> }> {
  const worker = await startWorker(page);
  expect((await worker.call('useBackend', { id: 'webgpu', allowSoftware: true })).error?.message).toBeUndefined();
  await worker.inside.evaluate(() => {
    const counter = { bytes: 0 };
    Object.assign(globalThis, { counter });
    const { getMappedRange } = GPUBuffer.prototype;
    GPUBuffer.prototype.getMappedRange = function (...words) {
      const range = getMappedRange.apply(this, words);
      if ((this.usage & GPUBufferUsage.MAP_READ) !== 0) counter.bytes += range.byteLength;
      return range;
    };
  });
  const bytes = (): Promise<number> =>
    worker.inside.evaluate(() => (globalThis as unknown as { counter: { bytes: number } }).counter.bytes);
  return {
    worker,
    async watch(work) {
      const before = await bytes();
      const answer = await work();
      expect(answer.error?.message).toBeUndefined();
      return { ...answer, bytes: (await bytes()) - before };
    },
  };
}

async function tensorsOf(worker: TestWorker): Promise<number> {
  return ((await worker.call('memory', {})).output as { tensors: number }).tensors;
}

/** Pictures as JavaScript paints them of values in PyTorch's order. */
function painted(
  { shape, data }: Values,
  channels: readonly number[],
  limits: readonly number[],
  [height, width]: readonly [number, number],
  colours: ColourTable,
): Uint8Array {
  const { rows, columns } = mapsOf(shape);
  const pixels = new Uint32Array(channels.length * height * width);
  const values = Float32Array.from(Object.values(data));
  for (const [place, channel] of channels.entries()) {
    const map = { data: values, first: channel * rows * columns, stride: 1, rows, columns };
    paint(map, { height, width }, limits[place] ?? 0, colours, pixels.subarray(place * height * width));
  }
  return new Uint8Array(pixels.buffer);
}

test.describe('Looking at layers on WebGPU', () => {
  test.slow();

  test('statistics that the device works out are those of the values, and no more is read back than they need', async ({
    page,
  }) => {
    const { worker, watch } = await startOnWebgpu(page);
    expect(await worker.load('resnet18', 64)).toMatchObject({ kind: 'result' });
    expect(await worker.run(64)).toMatchObject({ kind: 'result' });
    let [lowest, highest] = [0, 0];
    for (const id of [
      'input',
      'conv1',
      'relu',
      'layer1.1.relu_1',
      'layer2.0.downsample.1',
      'layer4.1.add',
      'flatten',
      'fc',
    ]) {
      const told = await watch(() => worker.call('layerStats', { id }));
      const norm = await watch(() => worker.call('norms', { ids: [id] }));
      const read = await watch(() => worker.call('activation', { id }));
      const { channels: found } = told.output as { channels: readonly Stats[] };
      const { channels: right, data } = read.output as Values;
      expect(found.length, id).toBe(right.length);
      for (const [channel, { min, max, mean, std, zeros }] of right.entries()) {
        const near = 1e-5 * Math.max(Math.abs(min), Math.abs(max));
        expect(found[channel]).toMatchObject({ min, max, zeros });
        expect(Math.abs((found[channel]?.mean ?? Number.NaN) - mean), id).toBeLessThanOrEqual(near);
        expect(Math.abs((found[channel]?.std ?? Number.NaN) - std), id).toBeLessThanOrEqual(near);
        [lowest, highest] = id === 'input' ? [lowest, highest] : [Math.min(lowest, min), Math.max(highest, max)];
      }
      const squares = Object.values(data).reduce((sum, value) => sum + value * value, 0);
      expect((norm.output as readonly number[])[0]).toBeCloseTo(Math.sqrt(squares), 3);
      if (id === 'conv1') for (const { bytes } of [told, norm]) expect(20 * bytes).toBeLessThan(read.bytes);
    }
    const range = (await worker.call('networkRange', {})).output as { min: number; max: number };
    expect(range.min).toBeLessThanOrEqual(lowest);
    expect(range.max).toBeGreaterThanOrEqual(highest);
    const tensors = await tensorsOf(worker);
    await worker.call('networkRange', {});
    expect(await tensorsOf(worker)).toBe(tensors);
  });

  test('pictures that the device paints are those of JavaScript, and their pixels alone are read back', async ({
    page,
  }) => {
    const { worker, watch } = await startOnWebgpu(page);
    expect(await worker.load('resnet20_cifar', 32)).toMatchObject({ kind: 'result' });
    expect(await worker.run(32)).toMatchObject({ kind: 'result' });
    const colours = colourTable([33, 102, 172], [247, 247, 240], [178, 24, 43]);
    const wanted = [
      { id: 'conv1', channels: [13, 0, 7], size: [32, 32] },
      { id: 'layer1.0.relu', channels: [5, 2], size: [21, 13] },
      { id: 'fc', channels: [0], size: [1, 7] },
    ] as const;
    await worker.call('networkRange', {});
    const tensors = await tensorsOf(worker);
    for (const { id, channels, size } of wanted) {
      const limits = channels.map((_channel, place) => 0.4 * place + 0.3);
      const told = await watch(() => worker.call('pictures', { id, channels, limits, colours, most: size }));
      const one = await watch(() => worker.call('activation', { id, channel: channels[0] }));
      const read = (await worker.call('activation', { id })).output as Values;
      const { height, width, data } = told.output as { height: number; width: number; data: Uint8ClampedArray };
      expect([height, width]).toEqual(size);
      expect(told.bytes).toBe(4 * channels.length * height * width);
      const found = Object.values(data);
      const right = painted(read, channels, limits, size, colours);
      expect(found.length).toBe(right.length);
      const furthest = right.reduce((most, byte, at) => Math.max(most, Math.abs(byte - (found[at] ?? 999))), 0);
      expect(furthest, id).toBeLessThanOrEqual(1);
      const { rows, columns } = mapsOf(read.shape);
      expect(one.bytes).toBe(4 * rows * columns);
      const from = channels[0] * rows * columns;
      expect(Object.values((one.output as Values).data)).toEqual(
        Object.values(read.data).slice(from, from + rows * columns),
      );
    }
    expect(await tensorsOf(worker)).toBe(tensors);
  });

  test('a layer before and after a cut, and what became of it, come as pictures on one scale in one answer', async ({
    page,
  }) => {
    const { worker, watch } = await startOnWebgpu(page);
    const id = 'layer1.1.add';
    expect(await worker.load('resnet20_cifar', 32)).toMatchObject({ kind: 'result' });
    expect(await worker.run(32)).toMatchObject({ kind: 'result' });
    const whole = (await worker.call('activation', { id })).output as Values;
    expect(await worker.runCut('resnet20_cifar', 32, id)).toMatchObject({ kind: 'result' });
    const tensors = await tensorsOf(worker);
    const colours = colourTable([33, 102, 172], [247, 247, 240], [178, 24, 43]);
    const rows = ['whole', 'last', 'difference'].map((of) => ({ id, of }));
    const told = await watch(() => worker.call('rows', { rows, from: 2, count: 3, colours, most: [20, 20] }));
    expect(await tensorsOf(worker)).toBe(tensors);
    const last = (await watch(() => worker.call('activation', { id }))).output as Values;
    const [before, after] = [whole, last].map(({ data }) => Float32Array.from(Object.values(data)));
    const data = Float32Array.from(after ?? [], (value, at) => value - (before?.[at] ?? Number.NaN));
    const found = told.output as {
      limit: number;
      channels: readonly number[];
      norms: readonly number[];
      data: Uint8ClampedArray;
    };
    const outputs = [whole, last, { ...last, data }];
    const all = outputs.flatMap((output) => Object.values(output.data));
    expect(found.limit).toBe(all.reduce((most, value) => Math.max(most, Math.abs(value)), 0));
    const reach = ({ min, max }: Stats): number => Math.max(-min, max);
    const order = [...whole.channels.keys()].sort(
      (a, b) => reach(whole.channels[b] as Stats) - reach(whole.channels[a] as Stats),
    );
    expect(found.channels).toEqual(order.slice(2, 5));
    const limits = found.channels.map(() => found.limit);
    const right = outputs.flatMap((output) => [...painted(output, found.channels, limits, [20, 20], colours)]);
    const pixels = Object.values(found.data);
    expect(pixels.length).toBe(right.length);
    expect(right.reduce((most, byte, at) => Math.max(most, Math.abs(byte - (pixels[at] ?? 999))), 0)).toBeLessThan(2);
    for (const [row, output] of outputs.entries())
      expect(found.norms[row]).toBeCloseTo(Math.hypot(...Object.values(output.data)), 2);
  });

  test('values that float32 cannot square have the statistics of JavaScript', async ({ page }) => {
    const { worker, watch } = await startOnWebgpu(page);
    expect(await worker.load('resnet20_cifar', 32)).toMatchObject({ kind: 'result' });
    for (const std of [1e-20, 1e20]) {
      expect(await worker.run(32, std)).toMatchObject({ kind: 'result' });
      const { channels: found } = (await watch(() => worker.call('layerStats', { id: 'input' }))).output as Values;
      const { channels: right } = (await watch(() => worker.call('activation', { id: 'input' }))).output as Values;
      expect(right[0]?.std).toBeGreaterThan(0);
      expect(found).toEqual(right);
    }
  });

  test('the first layer that makes a NaN is found by the device, and one number is read of each layer', async ({
    page,
  }) => {
    const { worker, watch } = await startOnWebgpu(page);
    expect(await worker.load('resnet20_cifar', 32, 'layer1.0.conv1.weight')).toMatchObject({ kind: 'result' });
    const { output, bytes } = await watch(() => worker.run(32));
    expect(output).toMatchObject({ firstNonFinite: 'layer1.0.conv1' });
    expect(bytes).toBeLessThan(1000);
  });
});
