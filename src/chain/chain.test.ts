import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { NodeReport } from '../engine/analysis.ts';
import { analyze } from '../engine/analyze.ts';
import type { Graph } from '../engine/graph.ts';
import type { Padding } from '../engine/layers/attrs.ts';
import { numel } from '../engine/shape.ts';
import { pytorchSequential } from '../export/code/sequential.ts';
import { findNetwork } from '../zoo/index.ts';
import { layerSummary, readChain, readInput, writeChain } from './address.ts';
import { analyzeChain, settle } from './analyze-chain.ts';
import type { Chain, ChainLayer } from './Chain.ts';
import { insertLayer, moveLayer, removeLayer, replaceLayer } from './edit-chain.ts';
import { newLayer, withExpected, withSetting } from './layer-settings.ts';
import { chainKinds, layerTypes, type Setting } from './layer-types.ts';
import { presets } from './presets.ts';
import { repairsOf } from './repairs.ts';
import { parseTorch } from './torch/parse-torch.ts';
import { readWritten, type Written } from './written.ts';

const small = (least: number): fc.Arbitrary<number> => fc.integer({ min: least, max: 5 });
const pair = (least: number): fc.Arbitrary<Written> => fc.oneof(small(least), fc.tuple(small(least), small(least)));
const sides = fc.tuple(small(0), small(0), small(0), small(0));

/** Values of a setting; `plain` leaves out the paddings that torch writes as a layer of their own. */
function writtenOf({ type }: Setting, plain: boolean): fc.Arbitrary<Written> {
  switch (type.id) {
    case 'count':
      return fc.integer({ min: 1, max: 24 });
    case 'window':
      return pair(1);
    case 'padding':
      return plain ? pair(0) : fc.oneof(pair(0), sides, fc.constantFrom('same', 'valid'));
    case 'sides':
      return fc.oneof(small(0), sides);
    case 'flag':
      return fc.boolean();
    case 'axis':
      return fc.constantFrom(1, 2, 3, -1, -2);
    case 'share':
      return fc.double({ min: 0, max: 1, noNaN: true }).filter((value) => !Object.is(value, -0));
    case 'real':
      return fc.constantFrom(1e-7, 1e-5, 0.001, 0.75, 2);
  }
}

function layerArbitrary(plain: boolean): fc.Arbitrary<ChainLayer> {
  return fc.constantFrom(...chainKinds).chain((kind) => {
    const { settings, expects } = layerTypes[kind];
    return fc
      .tuple(
        fc.tuple(...settings.map((setting) => fc.option(writtenOf(setting, plain)))),
        fc.option(fc.integer({ min: 1, max: 999 })),
      )
      .map(([written, stated]) => {
        const made = settings.reduce((layer, setting, index) => {
          const value = written[index] ?? null;
          // ZeroPad2d reads four alike as one; a pair of like numbers is one too: what is written back is the short form.
          return value === null ? layer : (withSetting(layer, setting, value) ?? layer);
        }, newLayer(kind));
        return expects === undefined || plain ? made : withExpected(made, stated);
      });
  });
}

const chainArbitrary = (plain: boolean): fc.Arbitrary<Chain> =>
  fc.record({
    input: fc.oneof(
      fc.tuple(fc.integer({ min: 1, max: 16 }), fc.integer({ min: 1, max: 64 }), fc.integer({ min: 1, max: 64 })),
      fc.tuple(fc.integer({ min: 1, max: 999 })),
    ),
    layers: fc.array(layerArbitrary(plain), { maxLength: 8 }),
  });

function analyzeGraph(graph: Graph): ReadonlyMap<string, NodeReport> {
  return analyze(graph).byId;
}

function chainOf(text: string): Chain {
  const { chain, unread } = readChain(text);
  if (unread !== null) throw new Error(`unread: ${unread}`);
  return chain;
}

/** Whether a padding may become a layer of its own in torch. */
function isUneven(padding: Padding): boolean {
  return typeof padding === 'string' || padding.length === 4;
}

/** The part of a chain before its first error. */
function fitting(chain: Chain): Chain {
  const { error } = analyzeChain(chain);
  return { ...chain, layers: chain.layers.slice(0, error?.at) };
}

describe('address of a chain', () => {
  it('readChain(writeChain(chain)) is the chain again', () => {
    fc.assert(
      fc.property(chainArbitrary(false), (chain) => {
        expect(readChain(writeChain(chain))).toEqual({ chain, unread: null });
      }),
    );
  });

  it('stays as it is in an address: no letter of it is escaped but the comma', () => {
    fc.assert(
      fc.property(chainArbitrary(false), (chain) => {
        const text = writeChain(chain);
        expect(encodeURIComponent(text).replaceAll('%2C', ',').replaceAll('%2B', '+')).toBe(text);
      }),
    );
  });

  it.each([
    ['', ''],
    ['v2,3x8x8', 'v2'],
    ['v1,3x8', '3x8'],
    ['v1,0x8x8', '0x8x8'],
    ['v1,3x8x8,lstm_5', 'lstm_5'],
    ['v1,3x8x8,relu,conv_64_kx', 'conv_64_kx'],
    ['v1,3x8x8,conv_64_k3_s0', 'conv_64_k3_s0'],
    ['v1,3x8x8,relu_3', 'relu_3'],
    [`v1,3x8x8${',relu'.repeat(257)}`, 'relu'],
  ])('readChain(%j) names what it cannot read', (text, unread) => {
    expect(readChain(text).unread).toBe(unread);
  });

  it('readChain gives what stands before a part that it cannot read', () => {
    expect(readChain('v1,3x8x8,relu,lstm_5,tanh')).toEqual({ chain: chainOf('v1,3x8x8,relu'), unread: 'lstm_5' });
    expect(readChain('').chain).toEqual({ input: [3, 224, 224], layers: [] });
  });

  it('readChain never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => void readChain(`v1,3x8x8,${text}`)));
  });

  it.each([
    ['3, 224, 224', [3, 224, 224]],
    ['[3, 224, 200]', [3, 224, 200]],
    ['3x32×32', [3, 32, 32]],
    ['784', [784]],
    ['3, 224', null],
    ['3, 9000, 9000', null],
    ['a', null],
  ])('readInput(%j) is %j', (text, shape) => expect(readInput(text)).toEqual(shape));
});

describe('settings', () => {
  it.each([
    ['3', 3],
    ['3, 5', [3, 5]],
    ['(3,5)', [3, 5]],
    ['3x5', [3, 5]],
    ['1 2 1 2', [1, 2, 1, 2]],
    ['1e-5', 1e-5],
    ['Same', 'same'],
    ['True', true],
    ['3, a', null],
    ['', null],
  ])('readWritten(%j) is %j', (text, written) => expect(readWritten(text)).toEqual(written));

  it('withSetting keeps a stride that follows the kernel', () => {
    const layer = newLayer('MaxPool2d');
    const [kernel, stride] = layerTypes.MaxPool2d.settings;
    if (kernel === undefined || stride === undefined) throw new Error('no settings');
    expect(withSetting(layer, kernel, 3)?.attrs).toMatchObject({ kernelSize: [3, 3], stride: [3, 3] });
    const own = withSetting(layer, stride, 1);
    expect(own && withSetting(own, kernel, 3)?.attrs).toMatchObject({ kernelSize: [3, 3], stride: [1, 1] });
  });

  it('layerSummary leaves torch’s defaults out', () => {
    expect(layerSummary(chainOf('v1,3x8x8,conv_64_k3x5_psame_b0').layers[0] ?? newLayer('ReLU'))).toEqual([
      '64',
      'k3×5',
      'padding same',
      'bias=False',
    ]);
  });

  test.each(chainKinds)('newLayer(%s) has torch’s defaults', (kind) => {
    const { settings } = layerTypes[kind];
    expect(Object.keys(newLayer(kind).attrs).sort()).toEqual(settings.map(({ key }) => key).sort());
    expect(Object.values(newLayer(kind).attrs)).not.toContain(null);
  });
});

describe('analyzeChain', () => {
  it.each([
    ['stem', [64, 56, 56], 9_536, 118_013_952],
    // LeCun's network as PyTorch users write it: 61,706 parameters.
    ['lenet', [10], 61_706, 416_520],
    ['alexnet', [256, 6, 6], 2_469_696, 655_566_528],
    ['vgg', [64, 112, 112], 38_720, 1_936_392_192],
  ] as const)('preset %s has the known shape, parameters and MACs', (id, output, params, macs) => {
    const { analysis, error } = analyzeChain(chainOf(presets.find((preset) => preset.id === id)?.chain ?? ''));
    expect(error).toBeNull();
    expect(analysis).toMatchObject({ trainable: params, macs });
    expect(analysis.reports.at(-1)?.output).toEqual(output);
  });

  it('agrees with torchvision’s AlexNet layer by layer', () => {
    const entry = findNetwork('alexnet');
    const { analysis } = analyzeChain(chainOf(presets.find(({ id }) => id === 'alexnet')?.chain ?? ''));
    const zoo = entry && analyzeGraph(entry.build(entry.defaults));
    for (const { node, output, params, macs, receptiveField, lost } of analysis.reports.slice(1))
      expect(zoo?.get(`features.${node.id}`)).toMatchObject({
        output,
        params,
        macs,
        receptiveField,
        ...(lost && { lost }),
      });
  });

  it('the broken preset stops at the Linear, with both numbers', () => {
    const { analysis, error } = analyzeChain(chainOf(presets.find(({ id }) => id === 'broken')?.chain ?? ''));
    expect(error).toEqual({
      at: 7,
      rule: 'expectationDiffers',
      values: { name: 'in_features', expected: 800, found: 512 },
    });
    expect(analysis.reports).toHaveLength(8);
    expect(analysis.graph.nodes).toHaveLength(8);
  });

  it('too many values to count are an error, not a wrong number', () => {
    const chain = chainOf(`v1,1000000x8192x8192,convt_1000000_k8192_s8192`);
    expect(analyzeChain(chain).error).toMatchObject({ at: 0, rule: 'tooManyValues' });
  });

  it('gives everything before the error, whatever the chain', () => {
    fc.assert(
      fc.property(chainArbitrary(false), (chain) => {
        const { analysis, error } = analyzeChain(chain);
        expect(analysis.reports).toHaveLength((error?.at ?? chain.layers.length) + 1);
        for (const { output } of analysis.reports) expect(numel(output)).toBeGreaterThan(0);
      }),
    );
  });
});

describe('repairsOf', () => {
  it.each([
    ['v1,3x4x4,conv_8_k7', ['set padding 2', 'set kernel_size 4', 'input [3, 7, 7]', 'remove']],
    ['v1,3x4x8,conv_8_k7', ['set padding 2, 0', 'set kernel_size 4, 7', 'remove']],
    ['v1,3x8x8,max_k2_p2', ['set padding 1', 'remove']],
    ['v1,6x8x8,conv_8_k3_g4', ['set groups 2', 'remove']],
    ['v1,6x8x8,conv_8_k3_g3', ['set groups 2', 'set out_channels 9', 'remove']],
    ['v1,8x4x4,linear_10_i128', ['flatten', 'open']],
    ['v1,3x8x8,conv_16_k3,relu,conv_8_k3_i32', ['open', 'setBefore out_channels 32', 'remove']],
    ['v1,3x8x8,flatten,conv_8_k3', ['unflatten', 'remove']],
    ['v1,3x2x2,convt_8_k2_p3', ['set padding 1', 'input [3, 6, 6]', 'remove']],
    ['v1,10,softmax_3', ['set dim 1', 'remove']],
  ])('%s can be mended by %j', (text, expected) => {
    const chain = chainOf(text);
    const { error } = analyzeChain(chain);
    if (error === null) throw new Error('fits');
    const repairs = repairsOf(chain, error);
    const said = repairs.map(({ id, values: { name, value, shape } }) =>
      [id, ...(id === 'open' ? [] : [name, value, shape])].filter((part) => part !== undefined).join(' '),
    );
    expect(said).toEqual(expect.arrayContaining([...expected]));
  });

  it('every repair gets the chain past its error', () => {
    fc.assert(
      fc.property(chainArbitrary(false), (chain) => {
        const { error } = analyzeChain(chain);
        if (error === null) return;
        for (const repair of repairsOf(chain, error)) {
          const after = analyzeChain(repair.chain).error;
          const least = repair.id === 'remove' || repair.id === 'unflatten' ? error.at : error.at + 1;
          expect(after?.at ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(least);
        }
      }),
    );
  });
});

describe('editing', () => {
  const chain = chainOf('v1,3x8x8,conv_8_k3,relu,max_k2');
  it.each([
    ['insertLayer', insertLayer(chain, 1, newLayer('BatchNorm2d')), 'conv_8_k3,bn,relu,max_k2'],
    ['removeLayer', removeLayer(chain, 1), 'conv_8_k3,max_k2'],
    ['replaceLayer', replaceLayer(chain, 1, newLayer('Tanh')), 'conv_8_k3,tanh,max_k2'],
    ['moveLayer up', moveLayer(chain, 2, 0), 'max_k2,conv_8_k3,relu'],
    ['moveLayer beyond the end', moveLayer(chain, 2, 3), 'conv_8_k3,relu,max_k2'],
  ])('%s', (_name, edited, layers) => expect(writeChain(edited)).toBe(`v1,3x8x8,${layers}`));
});

describe('parseTorch', () => {
  const usual = [3, 32, 32];
  const layersOf = (source: string): string => writeChain(parseTorch(source, usual).chain);

  it('chain → code → chain is the chain again', () => {
    fc.assert(
      fc.property(chainArbitrary(true), (wild) => {
        const chain = fitting(wild);
        const source = pytorchSequential(analyzeChain(chain).analysis);
        expect(parseTorch(source, usual)).toEqual({ chain, problems: [] });
      }),
    );
  });

  it('chain → code → chain keeps shapes, parameters and MACs, whatever the padding', () => {
    fc.assert(
      fc.property(chainArbitrary(false), (wild) => {
        const chain = fitting(settle(wild));
        // torch drops a window of ceil mode that starts in its own padding, but not one that starts in a padding layer's.
        fc.pre(chain.layers.every(({ attrs }) => !('ceilMode' in attrs && attrs.ceilMode && isUneven(attrs.padding))));
        const { analysis } = analyzeChain(chain);
        const source = pytorchSequential(analysis).replaceAll(
          /ConstantPad2d\((\([^)]*\)), float\('-inf'\)\)/g,
          'ZeroPad2d($1)',
        );
        const again = analyzeChain(parseTorch(source, usual).chain);
        expect(again.error).toBeNull();
        expect(again.analysis).toMatchObject({ trainable: analysis.trainable, macs: analysis.macs });
        expect(again.analysis.reports.at(-1)?.output).toEqual(analysis.reports.at(-1)?.output);
      }),
    );
  });

  it.each([
    ['nn.Conv2d(3, 64, 7, 2, 3, bias=False)', 'v1,3x32x32,conv_64_k7_s2_p3_b0'],
    ['torch.nn.Conv2d(in_channels=1, out_channels=6, kernel_size=(3, 5))', 'v1,1x32x32,conv_6_k3x5'],
    ["self.conv = nn.Conv2d(3, 8, 3, padding='same')  # keeps the size", 'v1,3x32x32,conv_8_k3_psame'],
    [
      'nn.Sequential(nn.Linear(784, 128), nn.ReLU(inplace=True), nn.Linear(128, 10))',
      'v1,784,linear_128,relu,linear_10',
    ],
    ["OrderedDict([('a', nn.ReLU()), ('b', nn.Tanh())])", 'v1,3x32x32,relu,tanh'],
    ['nn.MaxPool2d(3, stride=None, ceil_mode=True)', 'v1,3x32x32,max_k3_c1'],
    ['nn.Flatten(1, -1)\nnn.Softmax(dim=-1)', 'v1,3x32x32,flatten,softmax_-1'],
    ['nn.ZeroPad2d((1, 2, 3, 4))', 'v1,3x32x32,pad_1x2x3x4'],
    ['x = torch.randn(8, 1, 28, 28)\nConv2d(\n  1,\n  4,\n  kernel_size=5,\n)', 'v1,1x28x28,conv_4_k5'],
    ['nn.BatchNorm2d(3, momentum=0.05, eps=1e-3)', 'v1,3x32x32,bn_e0.001'],
  ])('reads %j', (source, chain) => {
    expect(parseTorch(source, usual).problems).toEqual([]);
    expect(layersOf(source)).toBe(chain);
  });

  it('keeps a stated number that disagrees with what arrives', () => {
    expect(layersOf('nn.Conv2d(1, 4, 5)\nnn.Flatten()\nnn.Linear(400, 10)')).toBe(
      'v1,1x32x32,conv_4_k5,flatten,linear_10_i400',
    );
  });

  it.each([
    ['nn.ReLU()\nnn.LSTM(3, 4)', 2, 'unknownLayer', 'nn.LSTM(3, 4)'],
    ['\n\ndef forward(self, x):', 3, 'unknownPart', 'def forward(self, x):'],
    ['nn.Conv2d(3, 64)', 1, 'missingArgument', 'nn.Conv2d(3, 64)'],
    ['nn.Conv2d(3, width, 3)', 1, 'badArgument', 'nn.Conv2d(3, width, 3)'],
    ['nn.Conv2d(3, 64, 0)', 1, 'badArgument', 'nn.Conv2d(3, 64, 0)'],
    ["nn.Conv2d(3, 64, 3, padding_mode='reflect')", 1, 'badArgument', "nn.Conv2d(3, 64, 3, padding_mode='reflect')"],
    ['nn.Conv2d(3, 64, 3, colour=2)', 1, 'unknownArgument', 'nn.Conv2d(3, 64, 3, colour=2)'],
    ['nn.Linear(3, 4, True, None, None, 5)', 1, 'tooManyArguments', 'nn.Linear(3, 4, True, None, None, 5)'],
    ['nn.Linear(3, 4, out_features=5)', 1, 'repeatedArgument', 'nn.Linear(3, 4, out_features=5)'],
    ['nn.Conv2d(3, 64, 3', 1, 'unclosed', 'nn.Conv2d(3, 64, 3'],
    ['nn.Flatten(0)', 1, 'badArgument', 'nn.Flatten(0)'],
  ])('of %j it names line %i: %s', (source, line, rule, part) => {
    expect(parseTorch(source, usual).problems).toEqual([expect.objectContaining({ line, rule, part })]);
  });

  it('reads what it can, past what it cannot', () => {
    const { chain, problems } = parseTorch('nn.ReLU()\nnn.LSTM(3, 4)\nnn.Tanh()', usual);
    expect(writeChain(chain)).toBe('v1,3x32x32,relu,tanh');
    expect(problems).toHaveLength(1);
  });

  it('never throws, and never takes long', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => void parseTorch(text, usual)));
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('nn.Conv2d', '(', ')', ',', '3', '=', "'", '#', '\n', '-', '[')),
        (parts) => void parseTorch(parts.join(''), usual),
      ),
    );
    const long = `${'nn.Conv2d('.repeat(20_000)}`;
    const start = performance.now();
    parseTorch(long, usual);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
