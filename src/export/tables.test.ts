import { describe, expect, it } from 'vitest';
import { analyzeNetwork } from '../zoo/analyze-network.ts';
import { networks } from '../zoo/index.ts';
import { csvText } from './csv.ts';
import { jsonText } from './json.ts';
import { type LayerRecord, layerTable } from './layer-table.ts';
import { markdownText } from './markdown.ts';

interface Summary {
  readonly network: string;
  readonly input: readonly number[];
  readonly params: number;
  readonly trainable: number;
  readonly macs: number;
  readonly layers: readonly LayerRecord[];
}

function jsonOf(id: string, batch?: number): Summary {
  return JSON.parse(jsonText(analyzeNetwork(id), batch === undefined ? {} : { batch })) as Summary;
}

/** Rows of comma-separated values, read as RFC 4180 says. */
function readCsv(text: string): readonly (readonly string[])[] {
  return text
    .split('\n')
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
        ([, quoted, plain = '']) => quoted?.replaceAll('""', '"') ?? plain,
      ),
    );
}

describe('jsonText', () => {
  it('has the totals and every layer, shapes with the batch first', () => {
    const summary = jsonOf('resnet50');
    expect(summary).toMatchObject({
      network: 'resnet50',
      input: [1, 3, 224, 224],
      params: 25_557_032,
      trainable: 25_557_032,
      macs: 4_089_184_256,
    });
    expect(summary.layers[0]).toMatchObject({
      path: 'conv1',
      type: 'Conv2d',
      in: [1, 3, 224, 224],
      out: [1, 64, 112, 112],
      params: 9408,
      macs: 118_013_952,
      receptiveField: [7, 7],
      jump: [2, 2],
      start: [-3, -3],
    });
    expect(summary.layers.find(({ id }) => id === 'layer1.0.add')).toMatchObject({
      type: 'Add',
      in: [
        [1, 256, 56, 56],
        [1, 256, 56, 56],
      ],
      out: [1, 256, 56, 56],
    });
    expect(summary.layers.find(({ id }) => id === 'layer4.2.relu_2')).toMatchObject({ receptiveField: [427, 427] });
  });

  it.each(networks.map(({ id }) => id))('%s: layers add up to the totals', (id) => {
    const { params, trainable, macs, layers } = jsonOf(id);
    const sum = (value: (layer: LayerRecord) => number): number =>
      layers.reduce((total, layer) => total + value(layer), 0);
    expect(sum((layer) => layer.params)).toBe(trainable);
    expect(params - trainable).toBe(id.endsWith('_keras') ? sum(({ buffers }) => buffers) : 0);
    expect(sum((layer) => (layer.role === '' ? layer.macs : 0))).toBe(macs);
  });

  it('a batch multiplies shapes, MACs and activations, and no parameters', () => {
    const [one, four] = [jsonOf('alexnet'), jsonOf('alexnet', 4)];
    expect([four.input[0], four.macs, four.params]).toEqual([4, 4 * one.macs, one.params]);
    expect(four.layers[0]?.activationBytes).toBe(4 * (one.layers[0]?.activationBytes ?? 0));
    expect(four.layers[0]?.weightBytes).toBe(one.layers[0]?.weightBytes);
  });
});

describe('csvText', () => {
  it.each(['resnet20_cifar', 'googlenet_aux'])(
    '%s: as many fields in each line as headings, with the values of the table',
    (id) => {
      const analysis = analyzeNetwork(id);
      const [headings = [], ...rows] = readCsv(csvText(analysis));
      const records = layerTable(analysis);
      expect(rows).toHaveLength(records.length);
      expect(new Set(rows.map((row) => row.length))).toEqual(new Set([headings.length]));
      const column = (name: string): readonly string[] => rows.map((row) => row[headings.indexOf(name)] ?? '');
      expect(column('path')).toEqual(records.map(({ path }) => path));
      expect(column('macs')).toEqual(records.map(({ macs }) => String(macs)));
      expect(column('role')).toEqual(records.map(({ role }) => role));
    },
  );

  it('quotes shapes, since they hold commas; several inputs are joined by a plus', () => {
    const text = csvText(analyzeNetwork('resnet18'), { batch: 2 });
    expect(text).toContain('conv1,conv1,Conv2d,"[2, 3, 224, 224]","[2, 64, 112, 112]",9408,');
    expect(text).toContain('"[2, 64, 56, 56] + [2, 64, 56, 56]"');
  });
});

describe('markdownText', () => {
  it('has the totals, a heading, a rule and a line for each layer, all of seven cells', () => {
    const analysis = analyzeNetwork('alexnet');
    const [totals, blank, ...table] = markdownText(analysis).split('\n');
    expect(totals).toBe(
      '**alexnet**, input [1, 3, 224, 224]: 61,100,840 parameters (61,100,840 trainable), 714,188,480 MACs',
    );
    expect(blank).toBe('');
    expect(table).toHaveLength(2 + analysis.reports.length - 1);
    expect(new Set(table.map((line) => line.split('|').length - 2))).toEqual(new Set([7]));
    expect(table[2]).toBe('| `features.0` | Conv2d | [1, 3, 224, 224] | [1, 64, 55, 55] | 23,296 | 70,276,800 | 11 |');
  });
});
