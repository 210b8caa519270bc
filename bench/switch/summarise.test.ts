import { expect, test } from 'vitest';
import { memoryGrowth, summarise, type Turn } from './summarise.ts';

function turnsOf(
  ...turns: readonly (readonly [network: string, milliseconds: number, mebibytes?: number])[]
): readonly Turn[] {
  return turns.map(([network, milliseconds, mebibytes]) => ({
    network,
    milliseconds,
    processor: 2 * milliseconds,
    bytes: mebibytes === undefined ? undefined : mebibytes * 2 ** 20,
  }));
}

test('memoryGrowth compares the first network only with itself', () => {
  expect(memoryGrowth(turnsOf(['a', 1, 200], ['b', 1, 900], ['a', 1, 300], ['b', 1, 100]))).toBe(1.5);
});

test('memoryGrowth says nothing where the system does not tell', () => {
  expect(memoryGrowth(turnsOf(['a', 1], ['a', 1]))).toBeUndefined();
});

test('summarise: medians of each network and of all, the ratio switch by switch', () => {
  const theirs = turnsOf(['a', 300, 100], ['b', 80, 100], ['a', 100, 110]);
  const ours = turnsOf(['a', 100, 50], ['b', 40, 60], ['a', 100, 50]);
  expect(summarise(theirs, ours).slice(1)).toEqual([
    ['a', '200', '100', '2.00', '400', '200', '2.00'],
    ['b', '80', '40', '2.00', '160', '80', '2.00'],
    ['all', '100', '100', '2.00', '200', '200', '2.00'],
    ['memory after the first, MiB', '100', '50', '', '', '', ''],
    ['memory after the last to the same, MiB', '110', '50', '', '', '', ''],
    ['last ÷ first', '1.10', '1.00', '', '', '', ''],
  ]);
});
