import { expect, test } from 'vitest';
import { analyze } from '../../../engine/analyze.ts';
import type { Measured } from '../../../state/measure.ts';
import { findNetwork } from '../../../zoo/index.ts';
import { toText } from './to-text.ts';

const backend = { id: 'webgpu', available: true, detail: 'a GPU', software: false, half: true } as const;
const full = { id: 'webgpu', backend, half: false, isAble: true } as const;
const half = { id: 'webgpu-half', backend, half: true, isAble: true } as const;
const times = [{ id: 'conv1', milliseconds: 0.5 }];

function linesOf(measured: readonly Measured[]): readonly string[] {
  const entry = findNetwork('resnet18');
  if (entry === undefined) throw new Error('there is no resnet18');
  return toText(analyze(entry.build({ size: [32, 32], classes: 10 })), measured, 'a browser').split('\n');
}

test('toText() has the error of half precision beside its times, and half of the bytes', () => {
  const halfError = { difference: 0.0123456, share: 7.8e-4, sameFirst: true, sameFive: false };
  const lines = linesOf([
    { contender: full, result: { runs: [2], times } },
    { contender: half, result: { runs: [1, 1.5], times, halfError } },
  ]);
  expect(lines[2]).toBe('webgpu\ta GPU\tfused\t2\t2');
  expect(lines[3]).toBe('webgpu-half\ta GPU\tfused\t1.25\t1 1.5\t0.01235\t0.00078\tsame first');
  const bytes = lines.slice(5).map((line) => Number(line.split('\t')[4]));
  expect(bytes).toEqual([4 * (3072 + 9408 + 16384), 4 * 3072 + 2 * (9408 + 16384)]);
});

test('toText() says why there was no half precision', () => {
  const result = { runs: [], times: [], notHalf: { rule: 'kernels', reason: 'no f16' } } as const;
  expect(linesOf([{ contender: half, result }])[2]).toBe('webgpu-half\ta GPU\tnot in half precision: kernels');
});
