import type { Analysis } from '../engine/analysis.ts';
import { analyze } from '../engine/analyze.ts';
import { GraphBuilder } from '../engine/GraphBuilder.ts';
import type { Graph } from '../engine/graph.ts';
import { conv2d } from '../engine/layers/attr-defaults.ts';
import { numel } from '../engine/shape.ts';
import { convCount, headTimes, linearCount, memoryCount } from './counting-exercises.ts';
import { count, decimal, type Facts, percent, shape } from './facts.ts';
import type { Lesson, Step, StepView } from './Lesson.ts';
import { analysisOf, paramsOf, reportOf, valuesOf } from './measures.ts';
import { projectionFacts } from './projection-facts.ts';

const CONVOLUTIONS = ['features.0', 'features.3', 'features.6', 'features.8', 'features.10'];
const LINEARS = ['classifier.1', 'classifier.4', 'classifier.6'];
const VGG_LINEARS = ['classifier.0', 'classifier.3', 'classifier.6'];

/** AlexNet for ten classes and pictures of 256×256. */
function alexnet(node: string): StepView {
  return { network: 'alexnet', size: [256, 256], classes: 10, level: 1, node };
}

/** A head for ten classes on a map of 1024 channels: fully connected, or a 1×1 convolution and its mean. */
function headGraph(kind: 'linear' | 'conv'): Graph {
  const g = new GraphBuilder({ name: `${kind}-head`, type: 'Sequential', input: [1024, 8, 8] });
  if (kind === 'linear') {
    const flat = g.operation('Flatten', 'flatten', g.input);
    return g.build(g.module('Linear', 'fc', flat, { outFeatures: 10, bias: true }));
  }
  const maps = g.module('Conv2d', 'conv', g.input, conv2d(10, 1));
  const means = g.module('AdaptiveAvgPool2d', 'avgpool', maps, { outputSize: [1, 1] });
  return g.build(g.operation('Flatten', 'flatten', means));
}

function head(kind: 'linear' | 'conv'): StepView {
  return { network: 'alexnet', graph: () => headGraph(kind), level: 2 };
}

const inAlexNet: readonly Step[] = [
  {
    id: 'conv',
    view: alexnet('features.0'),
    terms: { conv: ['features.0'] },
    facts: (analysis) => projectionFacts(analysis, 'features.0'),
    exercises: [convCount],
  },
  {
    id: 'shared',
    view: alexnet('features.3'),
    terms: { convs: CONVOLUTIONS, second: ['features.3'] },
    facts: (analysis) => ({
      ...projectionFacts(analysis, 'features.3'),
      places: count(valuesOf(reportOf(analysis, 'features.3').output.slice(1))),
      all: count(paramsOf(analysis, CONVOLUTIONS)),
      share: percent(paramsOf(analysis, CONVOLUTIONS) / analysis.params),
    }),
  },
  {
    id: 'linear',
    view: alexnet('classifier.1'),
    terms: { map: ['avgpool'], flat: ['flatten'], first: ['classifier.1'] },
    facts: (analysis) => ({
      ...linearFacts(analysis, 'classifier.1'),
      map: shape(reportOf(analysis, 'avgpool').output),
      share: percent(reportOf(analysis, 'classifier.1').params / analysis.params),
    }),
    exercises: [linearCount],
  },
  {
    id: 'total',
    view: alexnet('classifier.4'),
    terms: { convs: CONVOLUTIONS, linears: LINEARS },
    facts: (analysis) => ({
      convs: count(paramsOf(analysis, CONVOLUTIONS)),
      ...Object.fromEntries(LINEARS.map((id, index) => [`linear${index + 1}`, count(reportOf(analysis, id).params)])),
      params: count(analysis.params),
      thousand: count(analysisOf('alexnet').params),
      last: count(reportOf(analysisOf('alexnet'), 'classifier.6').params),
    }),
  },
  {
    id: 'memory',
    view: alexnet('features.0'),
    terms: { first: ['features.0'] },
    facts: memoryFacts,
    exercises: [memoryCount],
  },
];

const heads: readonly Step[] = [
  {
    id: 'flat-head',
    view: head('linear'),
    terms: { flat: ['flatten'], linear: ['fc'] },
    facts: (analysis) => ({ ...linearFacts(analysis, 'fc'), map: shape(analysis.input) }),
  },
  {
    id: 'narrow-head',
    view: head('conv'),
    terms: { conv: ['conv'], mean: ['avgpool'] },
    facts: (analysis) => ({
      ...projectionFacts(analysis, 'conv'),
      means: shape(reportOf(analysis, 'avgpool').output),
      weightsOnly: count(reportOf(analysis, 'conv').params - (reportOf(analysis, 'conv').output[0] ?? 0)),
      full: count(reportOf(analyze(headGraph('linear')), 'fc').params),
      places: count(valuesOf(analysis.input.slice(1))),
    }),
    exercises: [headTimes],
  },
  {
    id: 'means',
    view: { network: 'vgg16', level: 1, node: 'classifier.0' },
    terms: { linears: VGG_LINEARS, first: ['classifier.0'] },
    facts: (analysis) => {
      const linears = paramsOf(analysis, VGG_LINEARS);
      const resnet = analysisOf('resnet50');
      const fc = reportOf(resnet, 'fc');
      return {
        ...Object.fromEntries(
          VGG_LINEARS.map((id, index) => [`linear${index + 1}`, count(reportOf(analysis, id).params)]),
        ),
        linears: count(linears),
        params: count(analysis.params),
        share: percent(linears / analysis.params),
        from: shape(reportOf(resnet, 'avgpool').inputs[0] ?? []),
        features: count(fc.inputs[0]?.[0] ?? 0),
        classes: count(fc.output[0] ?? 0),
        head: count(fc.params),
        headShare: percent(fc.params / resnet.params),
      };
    },
  },
];

function linearFacts(analysis: Analysis, id: string): Facts {
  const { inputs, output, params } = reportOf(analysis, id);
  const [features, to] = [inputs[0]?.[0] ?? 0, output[0] ?? 0];
  return { features: count(features), to: count(to), weights: count(features * to), params: count(params) };
}

/** Bytes of one float32, and bytes of the MB that torchsummary prints. */
const [BYTES, MEGABYTE] = [4, 2 ** 20];

/** What torchsummary 1.5 prints of a network's memory: outputs of modules count twice, for the way back. Source: sksq96/pytorch-summary. */
function memoryFacts(analysis: Analysis): Facts {
  const megabytes = (values: number): number => (values * BYTES) / MEGABYTE;
  const rounded = (value: number): number => Math.round(value * 100) / 100;
  const outputs = analysis.reports
    .filter(({ node }) => node.module !== undefined)
    .reduce((sum, { output }) => sum + numel(output), 0);
  const parts = [numel(analysis.input), 2 * outputs, analysis.params].map(megabytes);
  const [input = 0, passes = 0, params = 0] = parts.map(rounded);
  const [, size = 0] = analysis.input;
  return {
    size: count(size),
    values: count(numel(analysis.input)),
    outputs: count(outputs),
    weights: count(analysis.params),
    input: decimal(input),
    passes: decimal(passes),
    params: decimal(params),
    total: decimal(rounded(parts.reduce((sum, part) => sum + part, 0))),
    share: percent(params / parts.reduce((sum, part) => sum + part, 0)),
    megabyte: count(MEGABYTE),
    largest: count(numel(reportOf(analysis, 'features.0').output)),
  };
}

/** Where a network's parameters sit, what they cost in memory, and heads that do with fewer. */
export const countingParameters: Lesson = {
  slug: 'counting-parameters',
  minutes: 15,
  steps: [...inAlexNet, ...heads],
};
