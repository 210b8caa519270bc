import { beforeAll, expect, test } from 'vitest';
import { analyze } from '../engine/analyze.ts';
import { GraphBuilder } from '../engine/GraphBuilder.ts';
import { conv2d } from '../engine/layers/attr-defaults.ts';
import type { Executor } from '../runtime/Executor.ts';
import { startBackend } from '../runtime/start-backend.ts';
import { measureNetwork, measureOpen } from './measure-network.ts';
import type { Progress } from './protocol.ts';

beforeAll(() => startBackend('cpu', { allowSoftware: false }));

const g = new GraphBuilder({ name: 'two', type: 'Sequential', input: [1, 2, 2] });
const first = g.module('Conv2d', 'first', g.input, conv2d(2, 1));
const graph = g.build(g.module('ReLU', 'relu', first));

function watch(): { readonly signal: AbortSignal; readonly told: Progress[]; onProgress(progress: Progress): void } {
  const told: Progress[] = [];
  return { signal: new AbortController().signal, told, onProgress: (progress) => told.push(progress) };
}

/** An executor whose passes give `[1, 4.01]`, and whose layers in float32 `[1, 4]`. */
const rounding: Pick<Executor, 'run' | 'read'> = {
  async run(_input, options) {
    await options?.onNode?.({ id: 'first', milliseconds: 1, with: ['relu'] }, 1, 1);
    return Float32Array.of(1, 4.01);
  },
  async read(id, options) {
    await options?.onNode?.({ id, milliseconds: 1 }, 1, 2);
    return Float32Array.of(1, 4);
  },
};

test('measureNetwork() measures a network in float32, and tells no error', async () => {
  const { runs, times, halfError, notHalf } = await measureNetwork('cpu', { graph }, watch());
  expect([runs.length, times.map(({ id }) => id)]).toEqual([5, ['input', 'first', 'relu']]);
  expect([halfError, notHalf]).toEqual([undefined, undefined]);
});

test('measureNetwork() tells why there is no half precision, and does not run the network in float32 instead', async () => {
  const result = await measureNetwork('cpu', { graph, half: true }, watch());
  expect(result).toEqual({ runs: [], times: [], notFused: { rule: 'backend' }, notHalf: { rule: 'layers' } });
});

test('measureOpen() compares the logits of half precision with those of the layers in float32, which it says it computes', async () => {
  const watched = watch();
  const network = { executor: rounding as Executor, half: true };
  const { runs, times, halfError } = await measureOpen('cpu', analyze(graph), network, watched);
  expect([runs.length, times]).toEqual([5, [{ id: 'first', milliseconds: 1, with: ['relu'] }]]);
  expect(halfError).toMatchObject({ sameFirst: true, sameFive: true });
  expect(halfError?.share).toBeCloseTo(0.0025);
  expect(watched.told.at(-1)).toMatchObject({ phase: 'forward', node: 'relu', done: 1, total: 2 });
});

test('measureOpen() takes the times of layers from an executor that can tell them better than its passes do', async () => {
  const watched = watch();
  const times = [{ id: 'first', milliseconds: 0.04, with: ['relu'] }];
  const executor = {
    ...rounding,
    async timeSteps({ onNode }: Parameters<NonNullable<Executor['timeSteps']>>[0]) {
      for (const time of times) await onNode?.(time, 1, 1);
      return times;
    },
  };
  const network = { executor: executor as unknown as Executor, half: false };
  expect((await measureOpen('cpu', analyze(graph), network, watched)).times).toEqual(times);
  expect(watched.told.at(-1)).toMatchObject({ phase: 'forward', node: 'first', done: 1, total: 1 });
});
