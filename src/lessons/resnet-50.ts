import type { Analysis } from '../engine/analysis.ts';
import { count, decimal, type Facts, percent, shape } from './facts.ts';
import type { Lesson, Step } from './Lesson.ts';
import { analysisOf, paramsOf, reportOf, valuesOf } from './measures.ts';
import { V15_GAIN } from './papers.ts';
import { projectionFacts } from './projection-facts.ts';
import { blockParams, kerasMore, stageValues, strideSaving } from './resnet-50-exercises.ts';
import { stagesOf } from './versions.ts';

/** The last node of each of the four stages. */
const STAGE_ENDS = {
  one: ['layer1.2.relu_2'],
  two: ['layer2.3.relu_2'],
  three: ['layer3.5.relu_2'],
  four: ['layer4.2.relu_2'],
};
const SECOND_BLOCKS = ['layer1.1', 'layer2.1', 'layer3.1', 'layer4.1'];
const STRIDED = {
  squeeze: ['layer2.0.conv1'],
  middle: ['layer2.0.conv2'],
  projection: ['layer2.0.downsample.0'],
};

const walk: readonly Step[] = [
  {
    id: 'stem',
    view: { network: 'resnet50', level: 1, node: 'conv1' },
    terms: { conv: ['conv1'], pool: ['maxpool'] },
    facts: (analysis) => {
      const [stem] = stagesOf(analysis);
      const { output } = reportOf(analysis, 'conv1');
      return {
        ...projectionFacts(analysis, 'conv1'),
        middle: shape(output),
        pooled: shape(stem?.output ?? []),
        times: count(valuesOf(analysis.input.slice(1)) / valuesOf(stem?.output.slice(1) ?? [1])),
        params: count(stem?.params ?? 0),
        share: percent((stem?.params ?? 0) / analysis.params),
        places: count(valuesOf(output.slice(1))),
        macs: count(stem?.macs ?? 0),
        macShare: percent((stem?.macs ?? 0) / analysis.macs),
      };
    },
  },
  {
    id: 'stages',
    view: { network: 'resnet50', level: 0, node: 'layer2.3.relu_2' },
    terms: { ...STAGE_ENDS, first: ['layer2.0.add', 'layer3.0.add', 'layer4.0.add'] },
    facts: (analysis) => numbered(stageOutputs(analysis)),
    exercises: [stageValues],
  },
  {
    id: 'blocks',
    view: { network: 'resnet50', level: 1, node: 'layer1.1.conv2' },
    terms: { blocks: SECOND_BLOCKS.map((block) => `${block}.add`) },
    facts: (analysis) =>
      Object.assign(
        {},
        ...SECOND_BLOCKS.map((block, index) => {
          const ids = analysis.reports.flatMap(({ node }) => (node.block === block ? [node.id] : []));
          const macs = ids.reduce((sum, id) => sum + reportOf(analysis, id).macs, 0);
          return { [`params${index + 1}`]: count(paramsOf(analysis, ids)), [`macs${index + 1}`]: count(macs) };
        }),
      ),
    exercises: [blockParams],
  },
  {
    id: 'head',
    view: { network: 'resnet50', level: 1, node: 'avgpool' },
    terms: { last: ['layer4.2.relu_2'], mean: ['avgpool'], fc: ['fc'] },
    facts: (analysis) => {
      const { inputs, output } = reportOf(analysis, 'avgpool');
      const fc = reportOf(analysis, 'fc');
      return {
        map: shape(inputs[0] ?? []),
        means: shape(output),
        places: count(valuesOf(inputs[0]?.slice(1) ?? [])),
        field: count(reportOf(analysis, 'layer4.2.relu_2').receptiveField.height.size),
        picture: count(analysis.input[1] ?? 0),
        features: count(fc.inputs[0]?.[0] ?? 0),
        classes: count(fc.output[0] ?? 0),
        params: count(fc.params),
        share: percent(fc.params / analysis.params),
      };
    },
  },
  {
    id: 'totals',
    view: { network: 'resnet50', level: 0, node: 'layer3.5.relu_2' },
    terms: { ...STAGE_ENDS, head: ['fc'] },
    facts: (analysis) => {
      const stages = stagesOf(analysis);
      return {
        ...Object.fromEntries(
          stages.flatMap(({ params, macs }, index) => [
            [`params${index}`, count(params)],
            [`macs${index}`, count(macs)],
          ]),
        ),
        params: count(analysis.params),
        macs: count(analysis.macs),
        share: percent((stages[4]?.params ?? 0) / analysis.params),
        macShare: percent((stages[3]?.macs ?? 0) / analysis.macs),
      };
    },
  },
];

const compared: readonly Step[] = [
  {
    id: 'v1',
    view: { network: 'resnet50_v1', opened: ['layer2.0'], node: 'layer2.0.conv1' },
    terms: STRIDED,
    facts: (analysis) => {
      const ours = analysisOf('resnet50');
      const [macs, macs15] = [analysis, ours].map((version) => reportOf(version, 'layer2.0.conv1').macs);
      const saved = (macs15 ?? 0) - (macs ?? 0);
      return {
        ...projectionFacts(analysis, 'layer2.0.conv1'),
        macs: count(macs ?? 0),
        macs15: count(macs15 ?? 0),
        saved: count(saved),
        stages: count((ours.macs - analysis.macs) / saved),
        total15: count(ours.macs),
        total: count(analysis.macs),
        params: count(analysis.params),
      };
    },
  },
  {
    id: 'v15',
    view: { network: 'resnet50', opened: ['layer2.0'], node: 'layer2.0.conv2' },
    terms: STRIDED,
    facts: (analysis) => {
      const v1 = analysisOf('resnet50_v1');
      const { inputs, window } = reportOf(v1, 'layer2.0.conv1');
      const skip = (window?.stride[0] ?? 1) * (window?.stride[1] ?? 1);
      const values = valuesOf(inputs[0] ?? []);
      return {
        stride: count(window?.stride[0] ?? 1),
        skip: count(skip),
        values: count(values),
        read: count(values / skip),
        more: count(analysis.macs - v1.macs),
        share: percent((analysis.macs - v1.macs) / v1.macs),
        gain: decimal(V15_GAIN),
      };
    },
    exercises: [strideSaving],
  },
  {
    id: 'keras',
    view: { network: 'resnet50_keras', opened: ['conv3_block1'], node: 'conv3_block1_1_conv' },
    terms: {
      squeeze: ['conv3_block1_1_conv'],
      convs: ['conv3_block1_0_conv', 'conv3_block1_1_conv', 'conv3_block1_2_conv', 'conv3_block1_3_conv'],
      norm: ['conv3_block1_1_bn'],
      pads: ['conv1_pad', 'pool1_pad'],
    },
    facts: (analysis) => {
      const { params, trainable } = analysis;
      const torch = analysisOf('resnet50').params;
      return {
        params: count(params),
        more: count(params - torch),
        biases: count(trainable - torch),
        statistics: count(params - trainable),
        convs: count(analysis.reports.filter(({ node }) => node.kind === 'Conv2d').length),
      };
    },
    exercises: [kerasMore],
  },
  {
    id: 'compare',
    view: { network: 'resnet50', opened: ['layer2.0'], node: 'layer2.0.conv2' },
    terms: { middle: STRIDED.middle },
    widget: { kind: 'versions' },
  },
];

function stageOutputs(analysis: Analysis): readonly (readonly number[])[] {
  return stagesOf(analysis)
    .slice(1, 5)
    .map(({ output }) => output);
}

/** The shape of each map and the number of its values. */
function numbered(maps: readonly (readonly number[])[]): Facts {
  return Object.fromEntries(
    maps.flatMap((map, index) => [
      [`map${index + 1}`, shape(map)],
      [`values${index + 1}`, count(valuesOf(map))],
    ]),
  );
}

/** ResNet-50 from the stem to the classifier, and the three networks that go by its name. */
export const resnet50: Lesson = { slug: 'resnet-50', minutes: 15, steps: [...walk, ...compared] };
