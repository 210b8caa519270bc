import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Progress } from './protocol.ts';
import { throttled } from './throttled.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function at(done: number, phase: Progress['phase'] = 'compile'): Progress {
  return { phase, done, total: 9, unit: 'kernels' };
}

test('throttled() passes on the first of several at once, and later the last of them', () => {
  const told: number[] = [];
  const onProgress = throttled(({ done }) => told.push(done));
  for (const done of [1, 2, 3]) onProgress(at(done));
  expect(told).toEqual([1]);
  vi.advanceTimersByTime(49);
  expect(told).toEqual([1]);
  vi.advanceTimersByTime(1);
  expect(told).toEqual([1, 3]);
  vi.advanceTimersByTime(500);
  expect(told).toEqual([1, 3]);
});

test('throttled() passes on a new phase and the end of one at once, and nothing older after it', () => {
  const told: string[] = [];
  const onProgress = throttled(({ phase, done }) => told.push(`${phase} ${done}`));
  onProgress(at(1, 'upload'));
  onProgress(at(2, 'upload'));
  onProgress(at(0));
  onProgress(at(1));
  onProgress(at(9));
  vi.advanceTimersByTime(500);
  expect(told).toEqual(['upload 1', 'compile 0', 'compile 9']);
});
