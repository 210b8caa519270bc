import type { Analysis } from '../engine/analysis.ts';
import { count, decimal, type Facts, percent, shape } from './facts.ts';
import type { Lesson, Step, StepView } from './Lesson.ts';
import { linearParams } from './layer-costs.ts';
import { analysisOf, reportOf } from './measures.ts';
import { frozenCount, newHead, savedPasses, thawed } from './transfer-exercises.ts';
import { findHead } from './transfer-head.ts';

const CLASSES = 10;

/** Pictures and steps of a training as the lesson's own is. */
const [PICTURES, STEPS] = [20, 200];

/** ResNet-50 with a head for ten classes. */
const REPLACED: StepView = { network: 'resnet50', classes: CLASSES, level: 0, node: 'fc' };

const TERMS: NonNullable<Step['terms']> = {
  head: ['fc'],
  body: ['conv1', 'layer1.0.conv1', 'layer2.0.conv1', 'layer3.0.conv1', 'layer4.0.conv1'],
  early: ['conv1', 'layer1.0.conv1'],
  late: ['layer4.2.conv3'],
  features: ['flatten'],
};

const steps: readonly Step[] = [
  {
    id: 'knows',
    view: { network: 'resnet50', level: 0 },
    terms: TERMS,
    facts: (analysis) => ({
      ...bodyFacts(analysis),
      picture: shape(analysis.input),
      map: shape(reportOf(analysis, 'layer4.2.add').output),
    }),
  },
  {
    id: 'replace',
    view: REPLACED,
    terms: TERMS,
    facts: (analysis) => ({
      ...bodyFacts(analysis),
      before: count(reportOf(analysisOf('resnet50'), 'fc').params),
    }),
    exercises: [newHead],
  },
  {
    id: 'freeze',
    view: REPLACED,
    terms: TERMS,
    facts: (analysis) => ({
      ...bodyFacts(analysis),
      times: count(Math.round(analysis.params / reportOf(analysis, 'fc').params)),
      statistics: count(analysis.reports.reduce((sum, { buffers }) => sum + buffers, 0)),
    }),
    exercises: [frozenCount],
  },
  {
    id: 'features',
    view: { ...REPLACED, node: 'flatten' },
    terms: TERMS,
    facts: (analysis) => {
      const head = reportOf(analysis, 'fc').macs;
      const body = analysis.macs - head;
      return {
        ...bodyFacts(analysis),
        pictures: count(PICTURES),
        steps: count(STEPS),
        bodyMacs: count(body),
        headMacs: count(head),
        passes: count(PICTURES * STEPS),
        times: count(Math.round(body / head)),
      };
    },
    exercises: [savedPasses],
  },
  {
    id: 'loss',
    view: REPLACED,
    terms: TERMS,
    facts: (analysis) => ({
      ...bodyFacts(analysis),
      share: percent(1 / CLASSES),
      start: decimal(Math.log(CLASSES)),
      two: decimal(Math.log(2)),
    }),
  },
  {
    id: 'try',
    view: { network: 'resnet20_cifar', level: 0, node: 'fc' },
    terms: { head: ['fc'] },
    facts: (analysis) => {
      const width = findHead(analysis)?.width ?? 0;
      return {
        ...bodyFacts(analysis),
        known: count(reportOf(analysis, 'fc').output[0] ?? 0),
        perClass: count(width + 1),
        two: count(linearParams(width, 2)),
      };
    },
    widget: { kind: 'transfer' },
  },
  {
    id: 'limits',
    view: { ...REPLACED, node: 'layer4.0.conv1' },
    terms: { ...TERMS, stage: ['layer4.0.conv1', 'layer4.1.conv1', 'layer4.2.conv1'] },
    facts: (analysis) => {
      const stage = analysis.reports.reduce((sum, { node, params }) => sum + (node.stage === 'layer4' ? params : 0), 0);
      const head = reportOf(analysis, 'fc').params;
      return {
        ...bodyFacts(analysis),
        stage: count(stage),
        thawed: count(stage + head),
        share: percent((stage + head) / analysis.params),
      };
    },
    exercises: [thawed],
  },
];

/** The network in two parts: what is frozen, and its last layer. */
function bodyFacts(analysis: Analysis): Facts {
  const { layer, width } = findHead(analysis) ?? { layer: analysis.graph.output, width: 0 };
  const { params, output } = reportOf(analysis, layer);
  return {
    features: count(width),
    classes: count(output[0] ?? 0),
    head: count(params),
    body: count(analysis.params - params),
    params: count(analysis.params),
  };
}

/** A trained body and a new head: what is left to learn, and learning it on pictures of one's own. */
export const transferLearning: Lesson = { slug: 'transfer-learning', minutes: 20, steps };
