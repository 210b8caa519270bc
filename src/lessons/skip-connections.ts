import type { Analysis } from '../engine/analysis.ts';
import { count, decimal, type Facts, percent, shape } from './facts.ts';
import type { Lesson, Step, StepView } from './Lesson.ts';
import type { LabSettings } from './lab-settings.ts';
import { addsOf, analysisOf, depthOf, paramsOf, reportOf, residualOf, sidesOf, valuesOf } from './measures.ts';
import { IMAGENET_ERROR } from './papers.ts';
import { projectionFacts } from './projection-facts.ts';
import { DEPTH_SETTINGS } from './record.ts';
import { recordFacts } from './recorded-runs.ts';
import { identityCount, optionAChannels, projectionSize, projectionWeights } from './skip-exercises.ts';

/** The block of ResNet-50 that the lesson looks into: an identity shortcut. */
const IDENTITY = 'layer1.1';
/** The first block of the network: more channels come out than go in. */
const WIDENING = 'layer1.0';
/** The first block that halves the map as well. */
const HALVING = 'layer2.0';

/** A block of ResNet-50, open, in the middle of the view. */
function block(id: string): { readonly view: StepView; readonly terms: NonNullable<Step['terms']> } {
  return {
    view: { network: 'resnet50', opened: [id], node: `${id}.conv2` },
    terms: {
      branch: [`${id}.conv1`, `${id}.conv2`, `${id}.conv3`],
      add: [`${id}.add`],
      ...(id !== IDENTITY && { projection: [`${id}.downsample.0`, `${id}.downsample.1`] }),
    },
  };
}

const problem: readonly Step[] = [
  {
    id: 'deeper',
    view: { network: 'plain56_cifar', level: 0 },
    facts: (analysis) => ({
      shallow: count(18),
      deep: count(34),
      plain18: decimal(IMAGENET_ERROR.plain18),
      plain34: decimal(IMAGENET_ERROR.plain34),
      layers: count(depthOf(analysis)),
      params: count(analysis.params),
    }),
  },
  {
    id: 'copy',
    view: { network: 'plain56_cifar', level: 1, node: 'layer1.1.conv1' },
    terms: { extra: ['layer1.1.conv1', 'layer1.1.conv2'], layer: ['layer1.1.conv1'] },
    facts: (analysis) => {
      const shallow = analysisOf('plain20_cifar');
      const weights = reportOf(analysis, 'layer1.1.conv1').params;
      const channels = reportOf(analysis, 'layer1.1.conv1').output[0] ?? 0;
      return {
        deep: count(depthOf(analysis)),
        shallow: count(depthOf(shallow)),
        extra: count(depthOf(analysis) - depthOf(shallow)),
        weights: count(weights),
        ones: count(channels),
        zeros: count(weights - channels),
      };
    },
  },
];

const blocks: readonly Step[] = [
  {
    id: 'residual',
    ...block(IDENTITY),
    facts: (analysis) => ({
      ...sides(analysis, IDENTITY),
      values: count(valuesOf(sidesOf(analysis, `${IDENTITY}.add`).x)),
      cost: count(paramsOf(analysis, residualOf(analysis, `${IDENTITY}.add`).shortcut)),
    }),
  },
  {
    id: 'nothing',
    ...block(IDENTITY),
    facts: (analysis) => ({
      weights: count(paramsOf(analysis, residualOf(analysis, `${IDENTITY}.add`).branch)),
    }),
  },
  {
    id: 'agree',
    ...block(WIDENING),
    facts: (analysis) => {
      const { x, branch } = sidesOf(analysis, `${WIDENING}.add`);
      return {
        ...sides(analysis, WIDENING),
        xValues: count(valuesOf(x)),
        branchValues: count(valuesOf(branch)),
        lonely: count(valuesOf(branch) - valuesOf(x)),
      };
    },
  },
  {
    id: 'projection',
    ...block(HALVING),
    facts: (analysis) => ({ ...sides(analysis, HALVING), ...projectionFacts(analysis, `${HALVING}.downsample.0`) }),
    exercises: [projectionSize],
  },
];

const kinds: readonly Step[] = [
  {
    id: 'where',
    view: { network: 'resnet50', level: 1 },
    facts: (analysis) => {
      const projections = analysis.residuals.filter(({ kind }) => kind === 'projection');
      const params = paramsOf(
        analysis,
        projections.flatMap(({ shortcut }) => shortcut),
      );
      return {
        blocks: count(analysis.residuals.length),
        identities: count(addsOf(analysis, 'identity').length),
        projections: count(projections.length),
        params: count(params),
        share: percent(params / analysis.params),
      };
    },
    terms: {
      identity: [`${IDENTITY}.add`, 'layer1.2.add', 'layer2.1.add', 'layer2.2.add', 'layer2.3.add'],
      projection: [`${WIDENING}.add`, `${HALVING}.add`, 'layer3.0.add', 'layer4.0.add'],
    },
    exercises: [identityCount],
  },
  {
    id: 'option-a',
    view: { network: 'resnet20_cifar', opened: [HALVING], node: `${HALVING}.add` },
    terms: { padding: [`${HALVING}.shortcut`], add: [`${HALVING}.add`] },
    facts: (analysis) => {
      const [from = 0] = sidesOf(analysis, `${HALVING}.add`).x;
      const [to = 0] = sidesOf(analysis, `${HALVING}.add`).branch;
      return {
        ...sides(analysis, HALVING),
        added: count(to - from),
        half: count((to - from) / 2),
        params: count(analysis.params),
        plain: count(analysisOf('plain20_cifar').params),
      };
    },
    exercises: [optionAChannels, projectionWeights],
  },
];

const SIGMOIDS: LabSettings = {
  ...DEPTH_SETTINGS,
  depth: 30,
  activation: 'sigmoid',
  init: 'xavier',
  batchNorm: false,
  shortcut: 'none',
};

/** The block's view again, for what is measured beside it. */
const beside: StepView = { network: 'resnet50', opened: [IDENTITY], node: `${IDENTITY}.conv2` };

const gradient: readonly Step[] = [
  {
    id: 'gradient',
    view: beside,
    terms: block(IDENTITY).terms,
    widget: {
      kind: 'gradients',
      variants: [
        { id: 'none', settings: SIGMOIDS },
        { id: 'identity', settings: { ...SIGMOIDS, shortcut: 'identity' } },
      ],
      controls: ['depth', 'activation', 'init', 'batchNorm', 'seed'],
    },
  },
  {
    id: 'tame',
    view: beside,
    widget: {
      kind: 'gradients',
      variants: [
        { id: 'sigmoid', settings: { ...SIGMOIDS, depth: 50 } },
        { id: 'relu', settings: { ...DEPTH_SETTINGS, shortcut: 'none', batchNorm: false } },
        { id: 'norm', settings: { ...DEPTH_SETTINGS, shortcut: 'none' } },
        { id: 'shortcut', settings: DEPTH_SETTINGS },
      ],
      controls: ['depth', 'width', 'seed'],
    },
  },
  {
    id: 'train',
    view: beside,
    facts: () => ({
      ...recordFacts(),
      width: count(DEPTH_SETTINGS.width),
      chance: percent(1 / 3),
    }),
    widget: {
      kind: 'training',
      settings: DEPTH_SETTINGS,
      controls: [
        'depth',
        'width',
        'layer',
        'task',
        'activation',
        'init',
        'batchNorm',
        'shortcut',
        'learningRate',
        'seed',
      ],
    },
  },
  { id: 'seeds', view: beside, facts: recordFacts, widget: { kind: 'record' } },
  {
    id: 'cut',
    view: { network: 'resnet20_cifar', level: 1, node: 'layer1.0.add' },
    terms: {
      identity: ['layer1.0.add', 'layer1.1.add', 'layer1.2.add'],
      padding: ['layer2.0.shortcut', 'layer3.0.shortcut'],
    },
    facts: (analysis) => ({
      blocks: count(analysis.residuals.length),
      paths: count(2 ** analysis.residuals.length),
    }),
    widget: { kind: 'cut' },
  },
  {
    id: 'trained',
    view: { network: 'resnet20_cifar', level: 1, node: 'layer2.1.add' },
    terms: {
      identity: ['layer1.0.add', 'layer1.1.add', 'layer1.2.add', 'layer2.1.add', 'layer2.2.add'],
      middle: ['layer2.1.add'],
    },
    facts: (analysis) => ({
      layers: count(analysis.reports.filter(({ node }) => node.kind === 'Conv2d' || node.kind === 'Linear').length),
    }),
    widget: { kind: 'backward', plain: 'plain20_cifar' },
  },
];

function sides(analysis: Analysis, id: string): Facts {
  const { x, branch } = sidesOf(analysis, `${id}.add`);
  return { x: shape(x), branch: shape(branch) };
}

/** Why x is added to what a block makes of it, what that asks of the shapes, and what the gradient gains. */
export const skipConnections: Lesson = {
  slug: 'skip-connections',
  minutes: 20,
  steps: [...problem, ...blocks, ...kinds, ...gradient],
};
