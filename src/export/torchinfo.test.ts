import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Analysis } from '../engine/analysis.ts';
import { analyze } from '../engine/analyze.ts';
import { GraphBuilder } from '../engine/GraphBuilder.ts';
import { conv2d, maxPool2d } from '../engine/layers/attr-defaults.ts';
import { analyzeNetwork } from '../zoo/analyze-network.ts';
import { torchinfoText } from './torchinfo.ts';

const GOLDENS = '../shared/torchinfo';
const hasGoldens = existsSync(GOLDENS);
if (!hasGoldens) console.log("skipped: ../shared/torchinfo is not here; torchinfo's own texts are not compared");

function golden(name: string): string {
  return readFileSync(`${GOLDENS}/${name}.out`, 'utf8');
}

/** The lines of totals: `Total params: …` to `Estimated Total Size …`. */
function totalsOf(text: string): readonly string[] {
  const lines = text.split('\n').filter((line) => !line.startsWith('='));
  const first = lines.findIndex((line) => line.startsWith('Total params'));
  return lines.slice(first, first + 8);
}

interface Line {
  /** `Conv2d: 3-1` */
  readonly name: string;
  readonly depth: number;
  readonly cells: readonly string[];
}

/** The lines of layers, between the second rule and the third, without the names of variables. */
function linesOf(text: string): readonly Line[] {
  const [, , table = ''] = text.split(/^=+\n/m);
  return table
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [title = '', ...cells] = line
        .replace(/[│├└─]/g, ' ')
        .trim()
        .split(/ {2,}/);
      const name = title.replace(/ \(\w+\)/, '');
      return { name, depth: Number(/: (\d+)-\d+$/.exec(name)?.[1] ?? 0), cells };
    });
}

/** The lines down to a depth; what lies deeper is added to the parameters of the lines at that depth, as torchinfo does. */
function shortened(lines: readonly Line[], depth: number, columns: readonly number[]): readonly (readonly string[])[] {
  return lines.flatMap((line, index) => {
    if (line.depth > depth) return [];
    const next = lines.findIndex((other, at) => at > index && other.depth <= depth);
    const hidden = lines
      .slice(index + 1, next < 0 ? undefined : next)
      .map(({ cells }) => Number(cells[2]?.replaceAll(',', '')) || 0);
    const sum = hidden.reduce((total, count) => total + count, 0);
    const cells =
      sum === 0 ? line.cells : line.cells.map((cell, column) => (column === 2 ? sum.toLocaleString('en-US') : cell));
    return [[line.name, ...columns.map((column) => cells[column] ?? '')]];
  });
}

describe.skipIf(!hasGoldens)('torchinfoText', () => {
  it.each([
    ['alexnet', 'alexnet'],
    ['resnet18', 'resnet18'],
    ['resnet50', 'resnet50'],
    ['resnext50_32x4d', 'resnext50_32x4d'],
    ['vgg11', 'vgg11'],
    ['vgg16_bn', 'vgg16_bn'],
    ['googlenet', 'googlenet_noaux'],
    ['googlenet_aux', 'googlenet_with_aux'],
  ])('%s is generated-%s.out, byte for byte', (id, name) => {
    expect(`${torchinfoText(analyzeNetwork(id))}\n`).toBe(golden(`generated-${name}`));
  });

  it.each([
    // torchinfo's own, with three levels of depth and other columns; resnet50 with a batch of two, GoogLeNet at 112×112.
    ['resnet50', 'resnet50', 3, { batch: 2 }, {}],
    ['resnet152', 'resnet152', 3, {}, {}],
    ['googlenet_aux', 'google', 9, {}, { size: [112, 112] }],
  ] as const)("%s has the lines and totals of torchinfo's %s.out", (id, name, depth, options, build) => {
    const text = torchinfoText(analyzeNetwork(id, build), options);
    const wanted = golden(name);
    expect(shortened(linesOf(text), depth, [1, 2])).toEqual(linesOf(wanted).map((line) => [line.name, ...line.cells]));
    // An empty storage took 56 bytes in the Python that made this one, and takes 72 now.
    const isOlder = (line: string): boolean => line.startsWith('Input size (kB)');
    expect(totalsOf(text).filter((line) => !isOlder(line))).toEqual(totalsOf(wanted).filter((line) => !isOlder(line)));
  });

  it("a small network at batch 7 has the shapes, parameters, kernels, mult-adds and totals of torchinfo's own", () => {
    const text = torchinfoText(singleInputNet(), { batch: 7 });
    const wanted = golden('single_input_all_cols');
    // Columns there: kernel, groups, input, output, parameters, percent, mult-adds, trainable.
    expect(linesOf(text).map(({ cells }) => cells)).toEqual(
      linesOf(wanted).map(({ cells }) => [2, 3, 4, 0, 6].map((column) => cells[column])),
    );
    expect(totalsOf(text).filter((line) => !/^(Input|Estimated)/.test(line))).toEqual(
      totalsOf(wanted).filter((line) => !/^(Input|Estimated)/.test(line)),
    );
  });
});

/** torchinfo's fixture of this name: LeNet-like, for 28×28 pictures. */
function singleInputNet(): Analysis {
  const g = new GraphBuilder({ name: 'net', type: 'SingleInputNet', input: [1, 28, 28] });
  let x = g.module('Conv2d', 'conv1', g.input, conv2d(10, 5));
  x = g.operation('ReLU', 'relu', g.operation('MaxPool2d', 'max_pool2d', x, maxPool2d(2)));
  x = g.module('Dropout', 'conv2_drop', g.module('Conv2d', 'conv2', x, conv2d(20, 5)), { p: 0.5 });
  x = g.operation('ReLU', 'relu', g.operation('MaxPool2d', 'max_pool2d', x, maxPool2d(2)));
  x = g.module('Linear', 'fc1', g.operation('Flatten', 'flatten', x), { outFeatures: 50, bias: true });
  x = g.module('Linear', 'fc2', g.operation('ReLU', 'relu', x), { outFeatures: 10, bias: true });
  return analyze(g.build(g.operation('LogSoftmax', 'log_softmax', x, { dim: 0 })));
}

describe('torchinfoText without goldens', () => {
  it('units: none below a thousand, no decimals where a number comes out whole', () => {
    const g = new GraphBuilder({ name: 'tiny', type: 'Tiny', input: [125] });
    const analysis = analyze(g.build(g.module('Linear', 'fc', g.input, { outFeatures: 2, bias: false })));
    expect(totalsOf(torchinfoText(analysis)).slice(3)).toEqual([
      'Total mult-adds: 250',
      'Input size: 572',
      'Forward/backward pass size: 16',
      'Params size (kB): 1',
      'Estimated Total Size (kB): 1.59',
    ]);
    expect(torchinfoText(analysis, { batch: 4_000_000_000 })).toContain('Total mult-adds (T): 1\n');
  });

  it('a module with parameters that runs again is (recursive), counted once and multiplied twice', () => {
    const g = new GraphBuilder({ name: 'tiny', type: 'Tiny', input: [4] });
    const once = g.module('Linear', 'fc', g.input, { outFeatures: 4, bias: true });
    const text = torchinfoText(analyze(g.build(g.module('Linear', 'fc', once, { outFeatures: 4, bias: true }))));
    expect(linesOf(text).map(({ cells }) => [cells[2], cells[4]])).toEqual([
      ['--', '--'],
      ['20', '20'],
      ['(recursive)', '20'],
    ]);
    expect(text).toContain('Total params: 20\n');
    expect(text).toContain('Total mult-adds: 40\n');
  });
});
