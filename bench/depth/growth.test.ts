import { expect, test } from 'vitest';
import { growthExponent, perNodeGrowth } from './growth.ts';

test('growthExponent: ten times the nodes in ten times the time is 1, in a hundred times the time 2', () => {
  expect(growthExponent({ nodes: 70, time: 3 }, { nodes: 700, time: 30 })).toBeCloseTo(1, 12);
  expect(growthExponent({ nodes: 70, time: 3 }, { nodes: 700, time: 300 })).toBeCloseTo(2, 12);
});

test('perNodeGrowth: twice the nodes in six times the time is three times as long for each', () => {
  expect(perNodeGrowth({ nodes: 50, time: 1 }, { nodes: 100, time: 6 })).toBeCloseTo(3, 12);
});
