import { afterAll, describe, expect, test } from 'vitest';
import type { Analysis } from '../../engine/analysis.ts';
import { analyze } from '../../engine/analyze.ts';
import { GraphBuilder } from '../../engine/GraphBuilder.ts';
import type { Graph } from '../../engine/graph.ts';
import { avgPool2d, conv2d, maxPool2d } from '../../engine/layers/attr-defaults.ts';
import { hashFill, hashInput } from '../../runtime/hash-fill.ts';
import { MOST_HALF } from '../../runtime/webgpu/half.ts';
import { NotHalfError } from '../../runtime/webgpu/NotHalfError.ts';
import { WebGpuNetwork } from '../../runtime/webgpu/WebGpuNetwork.ts';
import { type Dawn, openDawn } from './dawn.ts';
import { compareHalf, HALF_TOLERANCE } from './half-checks.ts';

const opened = await openDawn();
if (typeof opened === 'string') console.log(`skipped: half precision, since ${opened}`);

const CASE = { timeout: 300_000 };

describe.skipIf(typeof opened === 'string')('Half precision on a device with shader-f16', () => {
  const { device } = opened as Dawn;
  const options = { device, adapter: 'software' } as const;
  afterAll(() => (opened as Dawn).close());

  test('every kind of layer stays near float32, with about half of the bytes', CASE, async () => {
    const analysis = analyze(everyKind());
    const state = hashFill(analysis);
    const source = (name: string): Float32Array | undefined => state.get(name);
    const { errors, bytes } = await compareHalf(analysis, source, [hashInput(analysis.input)], options);
    const [{ share = Number.NaN, difference = Number.NaN } = {}] = errors;
    expect(share).toBeLessThan(HALF_TOLERANCE);
    // Rounding is seen: what is compared is not float32 twice.
    expect(difference).toBeGreaterThan(0);
    const [full = 0, half = 0] = bytes;
    expect(half / full).toBeLessThan(0.6);
  });

  test('what is too large for float16 becomes its largest number, and nothing infinite comes of it', CASE, async () => {
    const { analysis, source } = oneWeight(1000);
    const network = await WebGpuNetwork.create(analysis, source, { ...options, half: true });
    const found = await network.run(new Float32Array(4).fill(100));
    network.dispose();
    expect([...found]).toEqual([MOST_HALF]);
  });

  test('a weight that is too large for float16 is refused by the name of its layer', CASE, async () => {
    const { analysis, source } = oneWeight(70_000);
    const creating = WebGpuNetwork.create(analysis, source, { ...options, half: true });
    await expect(creating).rejects.toMatchObject({ why: { rule: 'weight', node: 'conv' } });
    const network = await WebGpuNetwork.create(analysis, source, options);
    expect([...(await network.run(new Float32Array(4).fill(1)))]).toEqual([70_000]);
    network.dispose();
  });
});

test('a device without shader-f16 is refused before anything is asked of it', async () => {
  const { analysis, source } = oneWeight(1);
  const device = { features: new Set<string>() } as unknown as GPUDevice;
  const creating = WebGpuNetwork.create(analysis, source, { device, half: true });
  await expect(creating).rejects.toBeInstanceOf(NotHalfError);
  await expect(creating).rejects.toMatchObject({ why: { rule: 'device' } });
});

/** A 1×1 convolution with one weight, the mean of the map, and a linear layer that hands it on. */
function oneWeight(weight: number): { readonly analysis: Analysis; source(name: string): Float32Array } {
  const g = new GraphBuilder({ name: 'one', type: 'Sequential', input: [1, 2, 2] });
  const conv = g.module('Conv2d', 'conv', g.input, conv2d(1, 1, { bias: false }));
  const mean = g.module('AdaptiveAvgPool2d', 'avgpool', conv, { outputSize: [1, 1] });
  const flat = g.operation('Flatten', 'flatten', mean);
  const analysis = analyze(g.build(g.module('Linear', 'fc', flat, { outFeatures: 1, bias: false })));
  return { analysis, source: (name) => Float32Array.of(name === 'conv.weight' ? weight : 1) };
}

/** Each kernel that there is, on odd sizes: groups, a residual, slices of a concatenation that are written at once and one that is copied. */
function everyKind(): Graph {
  const g = new GraphBuilder({ name: 'kinds', type: 'Sequential', input: [3, 19, 17] });
  const stem = g.module('Conv2d', 'stem', g.input, conv2d(16, 3, { stride: 2, padding: 1 }));
  const norm = g.module('BatchNorm2d', 'norm', g.module('MaxPool2d', 'pool', stem, maxPool2d(3, { stride: 1 })), {
    eps: 1e-5,
  });
  const grouped = g.module('Conv2d', 'grouped', norm, conv2d(16, 3, { padding: 1, groups: 4 }));
  const sum = g.module('ReLU', 'relu', g.operation('Add', 'add', [grouped, norm]));
  const thin = g.module('AvgPool2d', 'thin', sum, avgPool2d(3, { stride: 1, padding: 1 }));
  const inner = g.operation('Concat', 'inner', [thin, g.module('Conv2d', 'beside', sum, conv2d(8, 1))]);
  const joined = g.operation('Concat', 'cat', [inner, g.module('Conv2d', 'more', sum, conv2d(16, 1))]);
  const padded = g.operation('ZeroPadShortcut', 'shortcut', joined, { outChannels: 56, stride: 2 });
  const mean = g.module('AdaptiveAvgPool2d', 'avgpool', padded, { outputSize: [3, 2] });
  return g.build(g.module('Linear', 'fc', g.operation('Flatten', 'flatten', mean), { outFeatures: 10, bias: true }));
}
