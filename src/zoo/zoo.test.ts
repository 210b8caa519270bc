import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Analysis } from '../engine/analysis.ts';
import { analyze } from '../engine/analyze.ts';
import { findNetwork, networks } from './index.ts';
import type { BuildOptions } from './NetworkEntry.ts';

const SHARED = '../shared';
const hasShared = existsSync(SHARED);
if (!hasShared) console.log('skipped: ../shared is not here; counts and traces of PyTorch are not compared');

function analysisOf(id: string, options?: BuildOptions): Analysis {
  const entry = findNetwork(id);
  if (entry === undefined) throw new Error(`no network "${id}"`);
  return analyze(entry.build(options ?? entry.defaults));
}

describe('the table of product variants', () => {
  it.each([
    ['resnet50_v1', 25_557_032, 3_857_973_248],
    ['resnet50_keras', 25_636_712, undefined],
    ['resnet50_plain_conv', 39_423_874, undefined],
    ['resnet34_cifar_head', 20_411_274, 2_969_621_504],
    ['resnet50_cifar_head', 23_555_082, 4_087_156_736],
    ['resnext50_cifar', 14_788_772, 750_919_680],
    ['resnext101_cifar', 25_303_204, 1_419_386_880],
    ['resnext152_cifar', 33_343_652, 1_930_567_680],
    ['alexnet_keras', 76_012_264, undefined],
    ['vgg16_keras', 138_357_544, undefined],
    ['googlenet', 6_624_904, undefined],
    ['googlenet_aux', 13_004_888, undefined],
  ])('%s has %i parameters and its MACs', (id, params, macs) => {
    const analysis = analysisOf(id);
    expect(analysis.params).toBe(params);
    if (macs !== undefined) expect(analysis.macs).toBe(macs);
  });

  it('counts statistics apart in Keras', () => {
    expect(analysisOf('resnet50_keras').params - analysisOf('resnet50_keras').trainable).toBe(53_120);
    expect(analysisOf('alexnet_keras').params - analysisOf('alexnet_keras').trainable).toBe(1_216);
  });
});

describe('receptive fields', () => {
  it.each([
    ['vgg16', 'features.30', 212],
    ['resnet50_v1', 'layer4.2.relu_2', 483],
    ['resnet50', 'layer4.2.relu_2', 427],
  ])('%s sees %i pixels at %s', (id, node, size) => {
    expect(analysisOf(id).byId.get(node)?.receptiveField.height.size).toBe(size);
  });
});

describe.each(networks.map((entry) => [entry.id, entry] as const))('%s', (_id, entry) => {
  it('is worked out at its defaults, with unique ids and stages that exist', () => {
    const graph = entry.build(entry.defaults);
    const { reports, residuals } = analyze(graph);
    expect(new Set(reports.map(({ node }) => node.id)).size).toBe(reports.length);
    const stages = new Set(graph.stages.map(({ id }) => id));
    for (const { node } of reports.slice(1)) expect(stages).toContain(node.stage);
    expect(residuals.length).toBe(graph.nodes.filter(({ kind }) => kind === 'Add').length);
    expect(graph.nodes.find(({ id }) => id === graph.output)).toBeDefined();
    expect(reports.at(-1)?.output).toEqual([entry.defaults.classes]);
  });
});

interface WeightsMeta {
  readonly model: string;
  readonly num_params: number;
  readonly ops_GFLOPs: number;
}

describe.skipIf(!hasShared)("torchvision's own figures", () => {
  const table = hasShared
    ? (JSON.parse(
        readFileSync(`${SHARED}/labels/torchvision_weights_meta.json`, 'utf8').replaceAll('NaN', 'null'),
      ) as WeightsMeta[])
    : [];
  it.each(table.filter(({ model }) => findNetwork(model)).map((row) => [row.model, row] as const))('%s', (id, row) => {
    const { params, macs } = analysisOf(id);
    expect(params).toBe(row.num_params);
    expect(Number((macs / 1e9).toFixed(3))).toBe(row.ops_GFLOPs);
  });
});

interface Trace {
  readonly name: string;
  readonly input: readonly [number, number, number, number];
  readonly classes: number;
  readonly params: number;
  readonly layers: readonly {
    readonly path: string;
    readonly type: string;
    readonly out: readonly number[];
    readonly params: number;
    readonly macs: number;
  }[];
}

describe.skipIf(!hasShared)("PyTorch's traces", () => {
  const files = hasShared ? readdirSync(`${SHARED}/reference/traces`) : [];
  it.each(files)('%s: paths, types, shapes, parameters and MACs in order', (file) => {
    const trace = JSON.parse(readFileSync(`${SHARED}/reference/traces/${file}`, 'utf8')) as Trace;
    const analysis = analysisOf(trace.name, { size: [trace.input[2], trace.input[3]], classes: trace.classes });
    const rows = analysis.reports
      .filter(({ node }) => node.module !== undefined && node.role === undefined)
      .map(({ node, output, params, macs }) => ({
        path: node.module,
        type: node.kind,
        out: [1, ...output],
        params,
        macs,
      }));
    expect(rows).toEqual(trace.layers.map(({ path, type, out, params, macs }) => ({ path, type, out, params, macs })));
    expect(analysis.params).toBe(trace.params);
  });
});
