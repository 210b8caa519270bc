import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { analyze } from '../../engine/analyze.ts';
import { GraphBuilder } from '../../engine/GraphBuilder.ts';
import type { Graph } from '../../engine/graph.ts';
import { avgPool2d, conv2d, maxPool2d } from '../../engine/layers/attr-defaults.ts';
import { findNetwork } from '../../zoo/index.ts';
import { bindState } from '../bind-weights.ts';
import { Execution } from '../Execution.ts';
import { hashFill, hashInput } from '../hash-fill.ts';
import { startBackend } from '../start-backend.ts';
import type { Kernels } from './kernels.ts';
import { WasmNetwork } from './WasmNetwork.ts';

/** Greatest difference of a logit, relative to the greatest logit. */
const TOLERANCE = 1e-4;

let kernels: Kernels;

beforeAll(async () => {
  const bytes = readFileSync(new URL('./kernels/simd.wasm', import.meta.url));
  kernels = { module: await WebAssembly.compile(bytes), shared: false };
});

describe('run() gives what the faithful executor gives', () => {
  /** One of each family, and odd sizes, so that tiles and panels end in the middle. */
  const cases = [
    ['resnet18', 64, 75],
    ['resnet50', 64, 64],
    ['resnext50_32x4d', 64, 75],
    ['vgg16_bn', 33, 40],
    ['alexnet', 67, 80],
    ['googlenet', 64, 75],
    ['resnet50_plain_conv', 224, 224],
    ['resnet20_cifar', 32, 32],
    ['plain20_cifar', 32, 32],
    ['resnext20_cifar', 32, 32],
    ['vgg_cifar', 32, 32],
    ['alexnet_cifar', 32, 32],
    ['alexnet_keras', 75, 64],
    ['nin', 75, 101],
  ] as const;

  test.each(cases)('%s at %i×%i on wasm', async (id, height, width) => {
    await startBackend('wasm', { allowSoftware: false });
    const entry = findNetwork(id);
    if (entry === undefined) throw new Error(`no network is called ${id}`);
    expect(await difference(entry.build({ size: [height, width], classes: 10 }))).toBeLessThan(TOLERANCE);
  });

  test.each(['resnet20_cifar', 'resnext20_cifar', 'alexnet_cifar'])('%s on cpu', async (id) => {
    await startBackend('cpu', { allowSoftware: false });
    const graph = findNetwork(id)?.build({ size: [32, 32], classes: 10 });
    expect(graph && (await difference(graph))).toBeLessThan(TOLERANCE);
  });
});

describe('run() computes every kind of window as the faithful executor does', () => {
  const windows = [
    ['groups that are no panel', conv2d(15, 3, { groups: 3, padding: 1 })],
    ['one channel a group', conv2d(24, 3, { groups: 12, padding: 1 })],
    ['channels that end in the middle of a panel', conv2d(11, 3, { padding: 1 })],
    ['dilation and stride', conv2d(16, 3, { dilation: 2, stride: 2, padding: 2 })],
    ['a window that is not square', conv2d(16, [1, 5], { padding: [0, 2] })],
    ['padding by the end alone', conv2d(16, 4, { padding: 'same', stride: 2 })],
    ['a point with a stride', conv2d(16, 1, { stride: 2 })],
    ['Winograd with tiles cut short', conv2d(16, 3, { padding: 1 })],
  ] as const;

  test.each(windows)('convolution: %s', async (_name, attrs) => {
    await startBackend('cpu', { allowSoftware: false });
    const g = new GraphBuilder({ name: 'windows', type: 'Sequential', input: [3, 13, 18] });
    const x = g.module('Conv2d', 'widen', g.input, conv2d(attrs.groups === 3 ? 9 : attrs.groups === 12 ? 12 : 20, 3));
    expect(await difference(g.build(g.module('Conv2d', 'conv', x, attrs)))).toBeLessThan(TOLERANCE);
  });

  test.each([maxPool2d(3, { stride: 2, padding: 1, ceilMode: true }), maxPool2d(2, { dilation: 2, stride: 1 })])(
    'MaxPool2d %o',
    async (attrs) => {
      await startBackend('cpu', { allowSoftware: false });
      const g = new GraphBuilder({ name: 'pools', type: 'Sequential', input: [5, 12, 15] });
      expect(await difference(g.build(g.module('MaxPool2d', 'pool', g.input, attrs)))).toBeLessThan(1e-6);
    },
  );

  test.each([
    avgPool2d(3, { stride: 2, padding: 1 }),
    { ...avgPool2d(3, { stride: 2, padding: 1, ceilMode: true }), countIncludePad: false },
  ])('AvgPool2d %o', async (attrs) => {
    await startBackend('cpu', { allowSoftware: false });
    const g = new GraphBuilder({ name: 'pools', type: 'Sequential', input: [5, 12, 15] });
    expect(await difference(g.build(g.module('AvgPool2d', 'pool', g.input, attrs)))).toBeLessThan(1e-6);
  });

  test('a concatenation of what cannot lie in it, and sums of three', async () => {
    await startBackend('cpu', { allowSoftware: false });
    const g = new GraphBuilder({ name: 'joins', type: 'Sequential', input: [8, 9, 9] });
    const a = g.module('ReLU', 'relu', g.module('Conv2d', 'a', g.input, conv2d(8, 1)));
    const b = g.module(
      'BatchNorm2d',
      'norm',
      g.module('MaxPool2d', 'pool', a, maxPool2d(3, { stride: 1, padding: 1 })),
      {
        eps: 1e-5,
      },
    );
    const joined = g.operation('Concat', 'cat', [g.input, a, b, a]);
    const narrowed = g.module('Conv2d', 'narrow', joined, conv2d(8, 3, { padding: 1 }));
    const sum = g.operation('Add', 'add', [narrowed, a, b]);
    expect(await difference(g.build(g.module('ReLU', 'last', sum)))).toBeLessThan(1e-5);
  });
});

test('run() gives the same a second time', async () => {
  const analysis = analyze(findNetwork('resnet20_cifar')?.build({ size: [32, 32], classes: 10 }) ?? raise());
  const state = hashFill(analysis);
  const network = await WasmNetwork.create(analysis, (name) => state.get(name), { kernels });
  const input = hashInput(analysis.input);
  const first = network.run(input);
  network.run(input.map((value) => -value));
  expect(network.run(input)).toEqual(first);
});

test('create() names an array that the weights lack', async () => {
  const analysis = analyze(findNetwork('alexnet_cifar')?.build({ size: [32, 32], classes: 10 }) ?? raise());
  await expect(WasmNetwork.create(analysis, () => undefined, { kernels })).rejects.toThrow('features.0.weight');
});

/** The fused pass against the faithful one on the backend in use. */
async function difference(graph: Graph): Promise<number> {
  const analysis = analyze(graph);
  const state = hashFill(analysis);
  const input = hashInput(analysis.input);
  const network = await WasmNetwork.create(analysis, (name) => state.get(name), { kernels });
  const found = network.run(input);
  const weights = await bindState(analysis, state);
  const execution = new Execution(analysis, weights);
  const expected = await execution.run(input);
  execution.dispose();
  weights.dispose();
  expect(found.length).toBe(expected.length);
  const most = expected.reduce((greatest, value) => Math.max(greatest, Math.abs(value)), 0);
  return (
    expected.reduce((greatest, value, index) => Math.max(greatest, Math.abs(value - (found[index] ?? 0))), 0) / most
  );
}

function raise(): never {
  throw new Error('the network is not there');
}
