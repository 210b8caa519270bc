import type { Analysis } from '../engine/analysis.ts';
import { analyze } from '../engine/analyze.ts';
import { GraphBuilder } from '../engine/GraphBuilder.ts';
import type { Graph } from '../engine/graph.ts';
import { bottleneck as addBottleneck, basicBlock } from '../zoo/blocks/residual.ts';
import { bottleneckWeights, depth, middleMacs } from './bottleneck-exercises.ts';
import { count, decimal, percent, shape } from './facts.ts';
import type { Lesson, Step, StepView } from './Lesson.ts';
import { addsOf, depthOf, macsOf, paramsOf, reportOf, residualOf, sidesOf } from './measures.ts';
import { projectionFacts } from './projection-facts.ts';

const CHANNELS = 256;
const WIDTH = 64;

/** A map of 320×320 and one block that halves it: two 3×3 convolutions, or a bottleneck, as torchvision builds them. */
function benchGraph(kind: 'wide' | 'bottleneck'): Graph {
  const g = new GraphBuilder({ name: kind, type: 'Sequential', input: [CHANNELS, 320, 320] });
  const options = { path: 'block', stride: 2, project: true };
  return g.build(
    kind === 'wide'
      ? basicBlock(g, g.input, { ...options, planes: CHANNELS })
      : addBottleneck(g, g.input, { ...options, planes: WIDTH }),
  );
}

function bench(kind: 'wide' | 'bottleneck', node?: string): StepView {
  return {
    network: 'resnet50',
    graph: () => benchGraph(kind),
    level: 1,
    opened: ['block'],
    ...(node !== undefined && { node }),
  };
}

const CONVOLUTIONS = ['block.conv1', 'block.conv2', 'block.conv3'];
const TERMS: NonNullable<Step['terms']> = {
  squeeze: ['block.conv1'],
  middle: ['block.conv2'],
  expand: ['block.conv3'],
  branch: CONVOLUTIONS,
};

const parts: readonly Step[] = [
  {
    id: 'wide',
    view: bench('wide'),
    terms: { branch: ['block.conv1', 'block.conv2'] },
    facts: (analysis) => ({
      ...projectionFacts(analysis, 'block.conv2'),
      before: shape(analysis.input),
      total: count(paramsOf(analysis, ['block.conv1', 'block.conv2'])),
      macs: count(macsOf(analysis, ['block.conv1', 'block.conv2'])),
    }),
  },
  {
    id: 'squeeze',
    view: bench('bottleneck', 'block.conv1'),
    terms: TERMS,
    facts: (analysis) => ({
      ...projectionFacts(analysis, 'block.conv1'),
      times: count(CHANNELS / WIDTH),
    }),
  },
  {
    id: 'middle',
    view: bench('bottleneck', 'block.conv2'),
    terms: TERMS,
    facts: (analysis) => {
      const wide = reportOf(analyze(benchGraph('wide')), 'block.conv2').params;
      const { params } = reportOf(analysis, 'block.conv2');
      return {
        ...projectionFacts(analysis, 'block.conv2'),
        wide: count(wide),
        channels: count(CHANNELS),
        times: count(wide / params),
      };
    },
    exercises: [middleMacs],
  },
  {
    id: 'expand',
    view: bench('bottleneck', 'block.conv3'),
    terms: TERMS,
    facts: (analysis) => projectionFacts(analysis, 'block.conv3'),
    exercises: [bottleneckWeights],
  },
  {
    id: 'savings',
    view: bench('bottleneck', 'block.conv1'),
    terms: TERMS,
    facts: (analysis) => {
      const wide = analyze(benchGraph('wide'));
      const [wideParams, wideMacs] = [paramsOf, macsOf].map((sum) => sum(wide, ['block.conv1', 'block.conv2']));
      const [params, macs] = [paramsOf, macsOf].map((sum) => sum(analysis, CONVOLUTIONS));
      return {
        ...Object.fromEntries(
          CONVOLUTIONS.flatMap((id, index) => [
            [`weights${index + 1}`, count(reportOf(analysis, id).params)],
            [`macs${index + 1}`, count(reportOf(analysis, id).macs)],
          ]),
        ),
        params: count(params ?? 0),
        macs: count(macs ?? 0),
        wideParams: count(wideParams ?? 0),
        wideMacs: count(wideMacs ?? 0),
        paramTimes: decimal((wideParams ?? 0) / (params ?? 1)),
        macTimes: decimal((wideMacs ?? 0) / (macs ?? 1)),
        size: count(analysis.input[1] ?? 0),
      };
    },
  },
];

const inResNet: readonly Step[] = [
  {
    id: 'identity-block',
    view: { network: 'resnet50', opened: ['layer1.1'], node: 'layer1.1.conv2' },
    terms: { branch: ['layer1.1.conv1', 'layer1.1.conv2', 'layer1.1.conv3'], add: ['layer1.1.add'] },
    facts: (analysis) => ({
      x: shape(sidesOf(analysis, 'layer1.1.add').x),
      width: count(reportOf(analysis, 'layer1.1.conv2').output[0] ?? 0),
      params: count(blockParams(analysis, 'layer1.1')),
      shortcut: count(paramsOf(analysis, residualOf(analysis, 'layer1.1.add').shortcut)),
    }),
  },
  {
    id: 'conv-block',
    view: { network: 'resnet50', opened: ['layer2.0'], node: 'layer2.0.conv2' },
    terms: {
      strided: ['layer2.0.conv2'],
      projection: ['layer2.0.downsample.0', 'layer2.0.downsample.1'],
      add: ['layer2.0.add'],
    },
    facts: (analysis) => {
      const { x, branch } = sidesOf(analysis, 'layer2.0.add');
      const projection = paramsOf(analysis, residualOf(analysis, 'layer2.0.add').shortcut);
      return {
        x: shape(x),
        branch: shape(branch),
        stride: count(reportOf(analysis, 'layer2.0.conv2').window?.stride[0] ?? 1),
        projection: count(projection),
        params: count(blockParams(analysis, 'layer2.0')),
        share: percent(projection / blockParams(analysis, 'layer2.0')),
        next: count(blockParams(analysis, 'layer2.1')),
      };
    },
  },
  {
    id: 'where',
    view: { network: 'resnet50', level: 1 },
    terms: {
      identity: ['layer1.1.add', 'layer1.2.add', 'layer2.1.add', 'layer2.2.add', 'layer2.3.add'],
      conv: ['layer1.0.add', 'layer2.0.add', 'layer3.0.add', 'layer4.0.add'],
      first: ['layer1.0.add'],
      stem: ['conv1'],
      head: ['fc'],
    },
    facts: (analysis) => {
      const blocks = analysis.residuals.length;
      const stages = [1, 2, 3, 4].map((stage) => [
        `stage${stage}`,
        count(analysis.graph.blocks.filter((block) => block.stage === `layer${stage}`).length),
      ]);
      return {
        ...Object.fromEntries(stages),
        blocks: count(blocks),
        conv: count(addsOf(analysis, 'projection').length),
        identity: count(addsOf(analysis, 'identity').length),
        from: count(sidesOf(analysis, 'layer1.0.add').x[0] ?? 0),
        to: count(sidesOf(analysis, 'layer1.0.add').branch[0] ?? 0),
        perBlock: count((depthOf(analysis) - 2) / blocks),
        depth: count(depthOf(analysis)),
      };
    },
    exercises: [depth],
  },
];

function blockParams({ reports }: Analysis, block: string): number {
  return reports.reduce((sum, { node, params }) => sum + (node.block === block ? params : 0), 0);
}

/** Why three thin layers cost less than two thick ones, and where ResNet-50 puts them. */
export const bottleneck: Lesson = { slug: 'bottleneck', minutes: 15, steps: [...parts, ...inResNet] };
