import { expect, test } from 'vitest';
import type { Analysis } from '../../engine/analysis.ts';
import { analyze } from '../../engine/analyze.ts';
import { GraphBuilder } from '../../engine/GraphBuilder.ts';
import type { Graph } from '../../engine/graph.ts';
import { conv2d, convTranspose2d } from '../../engine/layers/attr-defaults.ts';
import { networks } from '../../zoo/index.ts';
import { Addresses } from '../wasm/Addresses.ts';
import { Encoder } from '../wasm/Encoder.ts';
import { encodePlan } from '../webgpu/encode.ts';
import { NotFusedError } from './NotFusedError.ts';
import { planFused } from './plan.ts';

/** What WebGPU promises of every device, in bytes. */
const LEAST_BINDING = 128 * 2 ** 20;

const encoders = {
  wasm: (analysis: Analysis) => new Encoder(planFused(analysis), analysis, new Addresses(), 2),
  webgpu: (analysis: Analysis) => encodePlan(planFused(analysis), analysis, { bindingBytes: LEAST_BINDING }),
};

test.each(networks)('$id runs fused', (entry) => {
  expect(obstacles(entry.build(entry.defaults))).toEqual({ wasm: undefined, webgpu: undefined });
});

test.each([
  ['LocalResponseNorm', { size: 5, alpha: 1e-4, beta: 0.75, k: 1 }],
  ['ConvTranspose2d', convTranspose2d(4, 2, { stride: 2 })],
  ['Sigmoid', {}],
] as const)('a network with %s runs layer by layer, for that reason', (kind, attrs) => {
  const g = new GraphBuilder({ name: 'odd', type: 'Sequential', input: [4, 8, 8] });
  const graph = g.build(g.module(kind, 'odd', g.module('Conv2d', 'conv', g.input, conv2d(4, 1)), attrs));
  expect(obstacles(graph)).toEqual({ wasm: kind, webgpu: kind });
});

test('a sum of more maps than a WebGPU kernel may read runs layer by layer there', () => {
  const g = new GraphBuilder({ name: 'wide', type: 'Sequential', input: [4, 8, 8] });
  const branches = Array.from({ length: 8 }, (_unused, index) =>
    g.module('Conv2d', `conv${index}`, g.input, conv2d(4, 1)),
  );
  expect(obstacles(g.build(g.operation('Add', 'sum', branches)))).toEqual({ wasm: undefined, webgpu: 'Add' });
});

test('a concatenation whose parts read one another runs layer by layer on WebGPU, and fused on WASM', () => {
  const g = new GraphBuilder({ name: 'dense', type: 'Sequential', input: [4, 8, 8] });
  const first = g.module('Conv2d', 'first', g.input, conv2d(4, 1));
  const second = g.module('Conv2d', 'second', first, conv2d(4, 1));
  expect(obstacles(g.build(g.operation('Concat', 'cat', [first, second])))).toEqual({
    wasm: undefined,
    webgpu: 'Conv2d',
  });
});

test.each([
  ['reads features in the order of a map', 'ReLU', (g: GraphBuilder) => g.operation('ReLU', 'relu', flat(g))],
  [
    'adds features to those of another order',
    'Add',
    (g: GraphBuilder) => g.operation('Add', 'add', [flat(g), flat(g)]),
  ],
  ['has a linear layer over rows', 'Linear', (g: GraphBuilder) => linear(g, g.input)],
  ['has nothing to compute', 'Flatten', (g: GraphBuilder) => g.operation('Flatten', 'flatten', g.input)],
] as const)('a network that %s runs layer by layer', (_what, kind, add) => {
  const g = new GraphBuilder({ name: 'odd', type: 'Sequential', input: [4, 8, 8] });
  expect(obstacles(g.build(add(g)))).toEqual({ wasm: kind, webgpu: kind });
});

test('a linear layer behind a map that was flattened runs fused, and so does one behind a sum of one', () => {
  const g = new GraphBuilder({ name: 'plain', type: 'Sequential', input: [4, 8, 8] });
  const sum = g.operation('Add', 'add', [flat(g)]);
  expect(obstacles(g.build(linear(g, g.operation('Dropout', 'drop', sum, { p: 0.5 }))))).toEqual({
    wasm: undefined,
    webgpu: undefined,
  });
});

function flat(g: GraphBuilder): string {
  return g.operation('Flatten', 'flatten', g.module('Conv2d', 'conv', g.input, conv2d(4, 1)));
}

function linear(g: GraphBuilder, input: string): string {
  return g.module('Linear', 'fc', input, { outFeatures: 3, bias: true });
}

/** The kind of the layer without a fused kernel, on either backend; `undefined` if there is none. */
function obstacles(graph: Graph): Readonly<Record<keyof typeof encoders, string | undefined>> {
  const analysis = analyze(graph);
  return { wasm: obstacle(() => encoders.wasm(analysis)), webgpu: obstacle(() => encoders.webgpu(analysis)) };
}

function obstacle(encode: () => unknown): string | undefined {
  try {
    encode();
    return undefined;
  } catch (error) {
    if (error instanceof NotFusedError) return error.kind;
    throw error;
  }
}
