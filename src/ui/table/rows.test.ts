import { expect, it } from 'vitest';
import type { Analysis } from '../../engine/analysis.ts';
import { analyze } from '../../engine/analyze.ts';
import { findNetwork } from '../../zoo/index.ts';
import { columns } from './columns.ts';
import { foldable, type RowOptions, tableRows } from './rows.ts';

function analysisOf(id: string): Analysis {
  const entry = findNetwork(id);
  if (entry === undefined) throw new Error(`no network ${id}`);
  return analyze(entry.build(entry.defaults));
}

const resnet18 = analysisOf('resnet18');
const plain: RowOptions = {
  filter: '',
  kinds: new Set(),
  sort: { column: null, descending: false },
  folded: new Set(),
};
const ids = (options: Partial<RowOptions>): readonly string[] =>
  tableRows(resnet18, { ...plain, ...options }).map((row) => row.id);

it('tableRows holds every layer once, in the order of execution', () => {
  const layers = tableRows(resnet18, plain).filter((row) => row.type === 'layer');
  expect(layers.map((row) => row.id)).toEqual(resnet18.reports.map(({ node }) => node.id));
});

it('tableRows puts a block under its stage, and its layers under the block', () => {
  const rows = tableRows(resnet18, plain);
  const depth = (id: string): number | undefined => rows.find((row) => row.id === id)?.depth;
  expect([depth('layer1'), depth('layer1.0'), depth('layer1.0.conv1')]).toEqual([0, 1, 2]);
});

it('tableRows leaves out what a folded stage or block holds', () => {
  expect(ids({ folded: new Set(['layer1']) })).not.toContain('layer1.0');
  const folded = ids({ folded: new Set(['layer1.0']) });
  expect(folded).toContain('layer1.0');
  expect(folded).not.toContain('layer1.0.conv1');
  expect(folded).toContain('layer1.1.conv1');
});

it('tableRows sorted by parameters puts the largest first, without groups', () => {
  const column = columns.find(({ id }) => id === 'params') ?? null;
  const rows = tableRows(resnet18, { ...plain, sort: { column, descending: true } });
  expect(rows.every((row) => row.type === 'layer')).toBe(true);
  const params = rows.map((row) => (row.type === 'layer' ? row.report.params : 0));
  expect(params).toEqual([...params].sort((a, b) => b - a));
});

it.each([
  ['conv k7', ['conv1']],
  ['conv k1 s2 layer2', ['layer2.0.downsample.0']],
  ['1000', ['fc']],
])('tableRows filtered by "%s" holds %j', (filter, expected) => {
  const layers = tableRows(resnet18, { ...plain, filter }).filter((row) => row.type === 'layer');
  expect(layers.map((row) => row.id)).toEqual(expected);
});

it('tableRows filtered by kinds holds these alone', () => {
  expect(ids({ kinds: new Set(['linear']) })).toEqual(['fc']);
});

it('foldable names stages and blocks', () => {
  expect(foldable(resnet18)).toEqual(expect.arrayContaining(['layer1', 'layer1.0', 'layer4.1']));
});
