import type { Analysis } from '../engine/analysis.ts';
import { type BlockForm, blockAnalysis, blockCosts, blockGraph, PAPER_BLOCK } from './block-forms.ts';
import { branchWeights, groupedWeights, nearestWidth, twoLayers } from './cardinality-exercises.ts';
import { count, decimal, type Facts, percent, shape } from './facts.ts';
import type { Lesson, Step, StepView } from './Lesson.ts';
import { convParams } from './layer-costs.ts';
import { SINGLE_BRANCH, sumOfBlock } from './level-cost.ts';
import { analysisOf, reportOf } from './measures.ts';
import { RESNEXT_ERROR } from './papers.ts';

const { cardinality: C, width: D } = PAPER_BLOCK;
/** A branch beside the spine, where the whole block is in sight around it. */
const ONE_BRANCH = ['block.15.conv1', 'block.15.conv2', 'block.15.conv3'];

function bench(form: BlockForm, node?: string): StepView {
  return {
    network: 'resnext50_32x4d',
    graph: () => blockGraph(form, PAPER_BLOCK),
    level: 1,
    opened: ['block'],
    ...(node !== undefined && { node }),
  };
}

/** The ids of one convolution in every branch. */
function everyBranch(conv: string): readonly string[] {
  return Array.from({ length: C }, (_unused, branch) => `block.${branch}.${conv}`);
}

const threeForms: readonly Step[] = [
  {
    id: 'split',
    view: bench('branches', 'block.15.conv2'),
    terms: { one: ONE_BRANCH, sum: ['block.sum'], add: ['block.add'] },
    facts: (analysis) => ({ ...channelFacts(analysis), x: shape(reportOf(analysis, 'stem_relu').output) }),
  },
  {
    id: 'branches',
    view: bench('branches', 'block.15.conv2'),
    terms: { one: ONE_BRANCH, all: everyBranch('conv3') },
    facts: (analysis) => {
      const [squeeze = 0, middle = 0, expand = 0] = ONE_BRANCH.map((id) => reportOf(analysis, id).params);
      return {
        ...channelFacts(analysis),
        squeeze: count(squeeze),
        middle: count(middle),
        expand: count(expand),
        one: count(squeeze + middle + expand),
        params: count(blockCosts(analysis).params),
        singleWidth: count(SINGLE_BRANCH.width),
        single: count(sumOfBlock(SINGLE_BRANCH)),
      };
    },
    exercises: [branchWeights],
  },
  {
    id: 'concat',
    view: bench('concat', 'block.conv3'),
    terms: { ends: everyBranch('conv2'), cat: ['block.cat'], expand: ['block.conv3'] },
    facts: (analysis) => ({
      ...channelFacts(analysis),
      cat: shape(reportOf(analysis, 'block.cat').output),
      weights: count(reportOf(analysis, 'block.conv3').params),
      params: count(blockCosts(analysis).params),
    }),
  },
  {
    id: 'grouped',
    view: bench('grouped', 'block.conv2'),
    terms: { squeeze: ['block.conv1'], grouped: ['block.conv2'] },
    facts: (analysis) => {
      const { params } = reportOf(analysis, 'block.conv2');
      const dense = convParams({ from: C * D, to: C * D, kernel: 3 });
      return {
        ...channelFacts(analysis),
        weights: count(params),
        dense: count(dense),
        times: count(dense / params),
        before: count(blockCosts(blockAnalysis('branches', PAPER_BLOCK)).convolutions),
        convolutions: count(blockCosts(analysis).convolutions),
      };
    },
    exercises: [groupedWeights],
  },
  {
    id: 'same',
    view: bench('branches', 'block.add'),
    facts: () => ({ before: count(blockCosts(blockAnalysis('branches', PAPER_BLOCK)).convolutions) }),
    widget: { kind: 'forms', forms: ['branches', 'concat', 'grouped'] },
  },
];

const consequences: readonly Step[] = [
  {
    id: 'level',
    view: bench('grouped', 'block.conv2'),
    terms: { grouped: ['block.conv2'] },
    facts: () => ({
      singleWidth: count(SINGLE_BRANCH.width),
      single: count(sumOfBlock(SINGLE_BRANCH)),
      singleError: decimal(RESNEXT_ERROR['1x64']),
      C: count(C),
      d: count(D),
      params: count(sumOfBlock(PAPER_BLOCK)),
      error: decimal(RESNEXT_ERROR['32x4']),
      inner: count(C * D),
    }),
    widget: { kind: 'cardinality' },
    exercises: [nearestWidth],
  },
  {
    id: 'three-layers',
    view: bench('twoBranches', 'block.add'),
    facts: (analysis) => ({
      ...channelFacts(analysis),
      params: count(blockCosts(analysis).params),
    }),
    widget: { kind: 'forms', forms: ['twoBranches', 'twoDense'] },
    exercises: [twoLayers],
  },
  {
    id: 'in-resnext',
    view: { network: 'resnext50_32x4d', opened: ['layer1.1'], node: 'layer1.1.conv2' },
    terms: { grouped: ['layer1.1.conv2'] },
    facts: (analysis) => {
      const resnet = analysisOf('resnet50');
      return {
        params: count(analysis.params),
        resnetParams: count(resnet.params),
        fewer: percent(1 - analysis.params / resnet.params),
        macs: count(analysis.macs),
        resnetMacs: count(resnet.macs),
        moreMacs: percent(analysis.macs / resnet.macs - 1),
        C: count(C),
        d: count(D),
        grouped: count(analysis.reports.filter(({ node }) => node.kind === 'Conv2d' && node.attrs.groups > 1).length),
        error: decimal(RESNEXT_ERROR['32x4']),
        resnetError: decimal(RESNEXT_ERROR['1x64']),
      };
    },
  },
];

/** Cardinality, width, and the channels around and inside the block. */
function channelFacts(analysis: Analysis): Facts {
  return {
    C: count(C),
    d: count(D),
    channels: count(reportOf(analysis, 'stem_relu').output[0] ?? 0),
    inner: count(C * D),
  };
}

/** Many thin branches alike: three ways to write them, what they cost, and why a branch needs three layers. */
export const cardinality: Lesson = { slug: 'cardinality', minutes: 20, steps: [...threeForms, ...consequences] };
