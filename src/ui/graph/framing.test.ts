import { expect, test } from 'vitest';
import { analyze } from '../../engine/analyze.ts';
import { layoutGraph } from '../../layout/layout-graph.ts';
import { networks } from '../../zoo/index.ts';
import { keptAcross, opening } from './framing.ts';

const resnet = networks.find(({ id }) => id === 'resnet50');
if (resnet === undefined) throw new Error('resnet50 is missing');
const analysis = analyze(resnet.build(resnet.defaults));
const folded = layoutGraph(analysis, { level: 1, opened: new Set(), direction: 'horizontal' });
const open = layoutGraph(analysis, { level: 1, opened: new Set(['layer2.0']), direction: 'horizontal' });
const high = { width: 900, height: 600 };
const low = { width: 900, height: 320 };
const tooLow = { width: 900, height: 150 };

test('opening(…) shows the names of the stages where the whole height cannot be read', () => {
  const { y, k } = opening(open, tooLow, open.boxes[4]);
  expect(y + k * open.bounds.y).toBeCloseTo(0);
});

test('keptAcross(…) keeps a network whole when its room shrinks and a block opens', () => {
  const before = opening(folded, high, undefined);
  const { y, k } = keptAcross(before, { layout: folded, size: high }, { layout: open, size: low }) ?? before;
  expect(k).toBeLessThan(before.k);
  expect(y + k * open.bounds.y).toBeGreaterThanOrEqual(-0.01);
  expect(y + k * (open.bounds.y + open.bounds.height)).toBeLessThanOrEqual(low.height + 0.01);
});

test('keptAcross(…) leaves a view alone that nothing happened to, or that was zoomed into', () => {
  const before = opening(folded, high, undefined);
  expect(keptAcross(before, { layout: folded, size: high }, { layout: folded, size: { ...high } })).toBeNull();
  const near = before.scale(3);
  expect(keptAcross(near, { layout: folded, size: high }, { layout: open, size: low })).toBeNull();
});
