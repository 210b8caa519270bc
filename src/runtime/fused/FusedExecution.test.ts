import { readFileSync } from 'node:fs';
import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { analyze } from '../../engine/analyze.ts';
import { findNetwork } from '../../zoo/index.ts';
import { bindState } from '../bind-weights.ts';
import { Execution } from '../Execution.ts';
import { hashFill, hashInput } from '../hash-fill.ts';
import { outputStats } from '../output-stats.ts';
import type { NodeTime } from '../RunOptions.ts';
import { startBackend } from '../start-backend.ts';
import { channelStats } from '../statistics.ts';
import { WasmNetwork } from '../wasm/WasmNetwork.ts';
import { FusedExecution } from './FusedExecution.ts';

beforeAll(() => startBackend('wasm', { allowSoftware: false }));

test('read() makes a layer again from what it depends on, and keeps that for the next look', async () => {
  const { analysis, state, input, fused, asked } = await open('googlenet');
  const weights = await bindState(analysis, state);
  const faithful = new Execution(analysis, weights);
  await faithful.run(input);
  await fused.run(input);
  asked.clear();
  const before = memory().numTensors;
  expect(await fused.read('inception3b.branch1.bn')).toEqual(await faithful.read('inception3b.branch1.bn'));
  expect(asked.has('inception3a.branch2.1.conv.weight')).toBe(true);
  expect(asked.has('inception3b.branch2.0.conv.weight')).toBe(false);
  expect(asked.has('fc.weight')).toBe(false);
  asked.clear();
  expect(await fused.read('inception3a.cat')).toEqual(await faithful.read('inception3a.cat'));
  expect(asked.size).toBe(0);
  expect(await fused.read('inception3b.cat')).toEqual(await faithful.read('inception3b.cat'));
  expect(asked.has('inception3b.branch2.0.conv.weight')).toBe(true);
  expect(asked.has('inception3b.branch1.conv.weight')).toBe(false);
  fused.dispose();
  expect(memory().numTensors).toBe(before);
  faithful.dispose();
  weights.dispose();
});

test('output() gives what the statistics of the values can be told of, on both executors', async () => {
  const { analysis, state, input, fused } = await open('googlenet');
  const weights = await bindState(analysis, state);
  const faithful = new Execution(analysis, weights);
  await expect(fused.output('conv1.conv')).rejects.toMatchObject({ details: { rule: 'nothingRun' } });
  await faithful.run(input);
  await fused.run(input);
  for (const id of ['conv1.conv', 'inception3a.cat', 'flatten']) {
    const expected = channelStats(await faithful.read(id), analysis.byId.get(id)?.output ?? []);
    expect(await outputStats(await faithful.output(id))).toEqual(expected);
    expect(await outputStats(await fused.output(id))).toEqual(expected);
  }
  fused.dispose();
  faithful.dispose();
  weights.dispose();
});

test('read() follows the input of the last run', async () => {
  const { fused, input } = await open('resnet20_cifar');
  await expect(fused.read('conv1')).rejects.toMatchObject({ details: { rule: 'nothingRun' } });
  await fused.run(input);
  const first = await fused.read('conv1');
  await fused.run(input.map((value) => 2 * value));
  const second = await fused.read('conv1');
  expect(second[0]).toBeCloseTo(2 * (first[0] ?? 0), 4);
  await expect(fused.read('nowhere')).rejects.toThrow('nowhere');
  fused.dispose();
});

test('run() tells the time of each step with the nodes that it computes, and stops where it is told to', async () => {
  const { fused, input } = await open('resnet20_cifar');
  const times: NodeTime[] = [];
  const whole = await fused.run(input, { onNode: (time) => void times.push(time) });
  expect(times.map(({ id }) => id).slice(0, 3)).toEqual(['conv1', 'layer1.0.conv1', 'layer1.0.conv2']);
  expect(times[2]?.with).toEqual(['layer1.0.bn2', 'layer1.0.add', 'layer1.0.relu_1']);
  const stop = new AbortController();
  const stopped = fused.run(input, {
    signal: stop.signal,
    onNode: ({ id }) => {
      if (id === 'layer2.0.conv1') stop.abort();
    },
  });
  await expect(stopped).rejects.toThrow('abort');
  expect(await fused.run(input)).toEqual(whole);
  fused.dispose();
});

async function open(id: string) {
  const graph = findNetwork(id)?.build({ size: [32, 32], classes: 10 });
  if (graph === undefined) throw new Error(`no network is called ${id}`);
  const analysis = analyze(graph);
  const state = hashFill(analysis);
  const asked = new Set<string>();
  const source = (name: string): Float32Array | undefined => {
    asked.add(name);
    return state.get(name);
  };
  const bytes = readFileSync(new URL('../wasm/kernels/simd.wasm', import.meta.url));
  const kernels = { module: await WebAssembly.compile(bytes), shared: false };
  const network = await WasmNetwork.create(analysis, source, { kernels });
  return {
    analysis,
    state,
    asked,
    input: hashInput(analysis.input),
    fused: new FusedExecution(analysis, source, network),
  };
}
