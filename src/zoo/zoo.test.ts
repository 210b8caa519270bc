import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { analyze } from '../engine/analyze.ts';
import type { Trace } from '../runtime/trace.ts';
import { analyzeNetwork } from './analyze-network.ts';
import { findNetwork, networks } from './index.ts';

const SHARED = '../shared';
const hasShared = existsSync(SHARED);
if (!hasShared) console.log('skipped: ../shared is not here; counts and traces of PyTorch are not compared');

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
    const analysis = analyzeNetwork(id);
    expect(analysis.params).toBe(params);
    if (macs !== undefined) expect(analysis.macs).toBe(macs);
  });

  it.each([
    // arXiv 1512.03385, table 6.
    [20, '0.27'],
    [32, '0.46'],
    [44, '0.66'],
    [56, '0.85'],
    [110, '1.7'],
  ])('the CIFAR ResNet of %i layers has %s million parameters, with shortcuts or plain', (depth, millions) => {
    for (const id of [`resnet${depth}_cifar`, `plain${depth}_cifar`]) {
      const rounded = (analyzeNetwork(id).params / 1e6).toFixed(millions.length - 2);
      expect(rounded).toBe(millions);
    }
  });

  it('counts statistics apart in Keras', () => {
    expect(analyzeNetwork('resnet50_keras').params - analyzeNetwork('resnet50_keras').trainable).toBe(53_120);
    expect(analyzeNetwork('alexnet_keras').params - analyzeNetwork('alexnet_keras').trainable).toBe(1_216);
  });
});

describe('receptive fields', () => {
  it.each([
    // Araujo et al., distill.pub 2019, where the nets are those of TF-Slim (v1: stride on the first 1×1).
    ['alexnet', 'features.12', 195, 32],
    ['vgg16', 'features.30', 212, 32],
    ['resnet50_v1', 'layer4.2.relu_2', 483, 32],
    ['resnet50', 'layer4.2.relu_2', 427, 32],
  ])('%s at %s sees %i pixels, %i apart', (id, node, size, jump) => {
    const { height, width } = analyzeNetwork(id).byId.get(node)?.receptiveField ?? {};
    expect([height?.size, width?.size, height?.jump, width?.jump]).toEqual([size, size, jump, jump]);
  });
});

describe('residual connections', () => {
  it.each([
    ['resnet18', { identity: 5, projection: 3 }],
    ['resnet34', { identity: 13, projection: 3 }],
    ['resnet50', { identity: 12, projection: 4 }],
    ['resnet50_v1', { identity: 12, projection: 4 }],
    ['resnet50_keras', { identity: 12, projection: 4 }],
    ['resnet152', { identity: 46, projection: 4 }],
    ['resnext50_cifar', { identity: 12, projection: 4 }],
    ['resnet50_plain_conv', { projection: 16 }],
    ['resnet20_cifar', { identity: 7, 'zero-pad': 2 }],
    ['resnet110_cifar', { identity: 52, 'zero-pad': 2 }],
    ['plain20_cifar', {}],
    ['googlenet', {}],
  ])('%s has %o', (id, wanted) => {
    const counts: Record<string, number> = {};
    for (const { kind } of analyzeNetwork(id).residuals) counts[kind] = (counts[kind] ?? 0) + 1;
    expect(counts).toEqual(wanted);
  });

  it('the projection of resnet50 at layer2.0 is its convolution and BatchNorm, around three convolutions', () => {
    const residual = analyzeNetwork('resnet50').residuals.find(({ add }) => add === 'layer2.0.add');
    expect(residual?.from).toBe('layer1.2.relu_2');
    expect(residual?.shortcut).toEqual(['layer2.0.downsample.0', 'layer2.0.downsample.1']);
    expect(residual?.branch).toEqual(
      ['conv1', 'bn1', 'relu', 'conv2', 'bn2', 'relu_1', 'conv3', 'bn3'].map((name) => `layer2.0.${name}`),
    );
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
    const { params, macs } = analyzeNetwork(id);
    expect(params).toBe(row.num_params);
    expect(Number((macs / 1e9).toFixed(3))).toBe(row.ops_GFLOPs);
  });
});

describe.skipIf(!hasShared)("PyTorch's traces", () => {
  const files = hasShared ? readdirSync(`${SHARED}/reference/traces`) : [];
  it.each(files)('%s: paths, types, shapes, parameters and MACs in order', (file) => {
    const trace = JSON.parse(readFileSync(`${SHARED}/reference/traces/${file}`, 'utf8')) as Trace;
    const [, , height = 0, width = 0] = trace.input;
    const analysis = analyzeNetwork(trace.name, { size: [height, width], classes: trace.classes });
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
