import { tensor4d } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { analyze } from '../engine/analyze.ts';
import { GraphBuilder } from '../engine/GraphBuilder.ts';
import { conv2d } from '../engine/layers/attr-defaults.ts';
import type { Executor } from './Executor.ts';
import { type HalfRun, halfError } from './half-error.ts';
import { startBackend } from './start-backend.ts';

beforeAll(() => startBackend('cpu', { allowSoftware: false }));

const g = new GraphBuilder({ name: 'two', type: 'Sequential', input: [1, 2, 2] });
const first = g.module('Conv2d', 'first', g.input, conv2d(2, 1));
const analysis = analyze(g.build(g.module('ReLU', 'relu', first)));

/** A run whose float32 pass gives `exact`, and values of up to `most` in its first layer. */
function runOf(
  logits: readonly number[],
  exact: readonly number[],
  most: number,
): HalfRun & { readonly told: string[] } {
  const told: string[] = [];
  const executor: Pick<Executor, 'read' | 'output'> = {
    async read(id) {
      told.push(`read ${id}`);
      return Float32Array.from(exact);
    },
    async output(id) {
      told.push(`output ${id}`);
      return { tensor: tensor4d([id === 'first' ? -most : 0, 1], [1, 2, 1, 1]), shape: [1, 2, 1] };
    },
  };
  return {
    analysis,
    executor: executor as Executor,
    logits: Float32Array.from(logits),
    told,
  };
}

test('halfError() compares with the output of the float32 layers, and asks no layer where rounding explains the difference', async () => {
  const run = runOf([1, 4.01], [1, 4], 1e6);
  const error = await halfError(run);
  expect(error).toMatchObject({ sameFirst: true, sameFive: true });
  expect(error.share).toBeCloseTo(0.0025);
  expect(error.beyond).toBeUndefined();
  expect(run.told).toEqual(['read relu']);
});

test('halfError() names the first layer that float16 cannot hold where the logits are far off, or not finite', async () => {
  for (const bad of [9, Number.NaN]) {
    expect(await halfError(runOf([1, bad], [1, 4], 70_000))).toMatchObject({ beyond: 'first' });
    expect((await halfError(runOf([1, bad], [1, 4], 60_000))).beyond).toBeUndefined();
  }
});
