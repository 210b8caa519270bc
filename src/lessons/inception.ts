import type { Analysis } from '../engine/analysis.ts';
import { setUpBench } from './bench.ts';
import { count, decimal, type Facts, percent, shape } from './facts.ts';
import { branchMacs, branchPadding, headParams, joinedChannels, reducedWeights } from './inception-exercises.ts';
import { BRANCHES, type BranchPadding, branchShapes, KEEPING, moduleGraph } from './inception-module.ts';
import type { Lesson, Step, StepView } from './Lesson.ts';
import { analysisOf, macsOf, paramsOf, reportOf, valuesOf } from './measures.ts';
import { AUXILIARY_WEIGHT } from './papers.ts';
import { projectionFacts } from './projection-facts.ts';

const NAIVE_TERMS: NonNullable<Step['terms']> = {
  one: ['module.conv1'],
  three: ['module.conv3'],
  five: ['module.conv5'],
  pool: ['module.pool'],
  cat: ['module.cat'],
};
const TERMS: NonNullable<Step['terms']> = {
  ...NAIVE_TERMS,
  reductions: ['module.reduce3', 'module.reduce5'],
  projection: ['module.project'],
};

/** Nothing padded: only the 1×1 keeps its size. */
const UNPADDED: BranchPadding = { conv3: 0, conv5: 0, pool: 0 };

/** A module of the lesson's own, with its block open. */
function bench(form: 'naive' | 'reduced', padding = KEEPING, node?: string): StepView {
  return {
    network: 'googlenet',
    graph: () => moduleGraph(form, padding),
    level: 1,
    opened: ['module'],
    ...(node !== undefined && { node }),
  };
}

const joining: readonly Step[] = [
  {
    id: 'branches',
    view: bench('naive'),
    terms: NAIVE_TERMS,
    facts: (analysis) => ({ ...channelFacts(analysis), x: shape(analysis.input) }),
    exercises: [joinedChannels],
  },
  {
    id: 'refuses',
    view: bench('naive', UNPADDED),
    terms: NAIVE_TERMS,
    facts: (analysis) => ({
      ...Object.fromEntries(branchShapes(analysis).map((branch, index) => [`branch${index + 1}`, shape(branch)])),
      ...projectionFacts(analysis, 'module.conv5'),
    }),
    widget: { kind: 'concat', start: UNPADDED },
  },
  {
    id: 'padding',
    view: bench('naive'),
    terms: NAIVE_TERMS,
    facts: (analysis) => ({
      ...projectionFacts(analysis, 'module.conv5'),
      padding3: count(paddingOf(analysis, 'module.conv3')),
      paddingPool: count(paddingOf(analysis, 'module.pool')),
    }),
    exercises: [branchPadding],
  },
];

const costs: readonly Step[] = [
  {
    id: 'explodes',
    view: bench('naive'),
    terms: NAIVE_TERMS,
    facts: (analysis) => ({
      ...branchParams(analysis),
      params: count(analysis.params),
      macs: count(analysis.macs),
      places: count(placesOf(analysis)),
      rows: count(analysis.input[1] ?? 0),
      from: count(analysis.input[0] ?? 0),
      to: count(reportOf(analysis, 'module.cat').output[0] ?? 0),
      share: percent(reportOf(analysis, 'module.conv5').params / analysis.params),
      few: count(reportOf(analysis, 'module.conv5').output[0] ?? 0),
    }),
    exercises: [branchMacs],
  },
  {
    id: 'reductions',
    view: bench('reduced', KEEPING, 'module.reduce3'),
    terms: TERMS,
    facts: (analysis) => {
      const naive = setUpBench(moduleGraph('naive')).analysis;
      return {
        from: count(analysis.input[0] ?? 0),
        narrow3: count(reportOf(analysis, 'module.reduce3').output[0] ?? 0),
        narrow5: count(reportOf(analysis, 'module.reduce5').output[0] ?? 0),
        to5: count(reportOf(analysis, 'module.conv5').output[0] ?? 0),
        reduce5: count(reportOf(analysis, 'module.reduce5').params),
        kernels5: count(reportOf(analysis, 'module.conv5').params),
        both5: count(paramsOf(analysis, BRANCHES.conv5)),
        naive5: count(reportOf(naive, 'module.conv5').params),
        both3: count(paramsOf(analysis, BRANCHES.conv3)),
        naive3: count(reportOf(naive, 'module.conv3').params),
      };
    },
    exercises: [reducedWeights],
  },
  {
    id: 'pool-projection',
    view: bench('reduced', KEEPING, 'module.project'),
    terms: TERMS,
    facts: (analysis) => ({
      ...projectionFacts(analysis, 'module.project'),
      ...channelFacts(analysis),
      naive: count(reportOf(setUpBench(moduleGraph('naive')).analysis, 'module.cat').output[0] ?? 0),
    }),
  },
  {
    id: 'savings',
    view: bench('reduced'),
    terms: TERMS,
    facts: (analysis) => {
      const naive = setUpBench(moduleGraph('naive')).analysis;
      return {
        ...branchParams(analysis),
        params: count(analysis.params),
        macs: count(analysis.macs),
        naiveParams: count(naive.params),
        naiveMacs: count(naive.macs),
        times: decimal(naive.macs / analysis.macs),
        after: shape(reportOf(analysis, 'module.cat').output),
      };
    },
  },
];

/** Layers of the real module, by the branch. */
const REAL = {
  small: ['inception3a.branch1.conv'],
  middle: ['inception3a.branch2.0.conv', 'inception3a.branch2.1.conv'],
  wide: ['inception3a.branch3.0.conv', 'inception3a.branch3.1.conv'],
  pooled: ['inception3a.branch4.0', 'inception3a.branch4.1.conv'],
};

const inGoogLeNet: readonly Step[] = [
  {
    id: 'real',
    view: { network: 'googlenet', opened: ['inception3a'], node: 'inception3a.branch1.conv' },
    terms: { ...REAL, third: ['inception3a.branch3.1.conv'], cat: ['inception3a.cat'] },
    facts: (analysis) => {
      const { inputs, output } = reportOf(analysis, 'inception3a.cat');
      const paper = setUpBench(moduleGraph('reduced')).analysis;
      return {
        ...Object.fromEntries(inputs.map(([channels = 0], index) => [`channels${index + 1}`, count(channels)])),
        before: shape(reportOf(analysis, 'inception3a.branch1.conv').inputs[0] ?? []),
        after: shape(output),
        to: count(output[0] ?? 0),
        weights: count(reportOf(analysis, 'inception3a.branch3.1.conv').params),
        paper: count(reportOf(paper, 'module.conv5').params),
        modules: count(analysis.graph.blocks.filter(({ type }) => type === 'Inception').length),
      };
    },
  },
  {
    id: 'heads',
    view: { network: 'googlenet_aux', opened: ['aux1'], node: 'aux1.conv.conv' },
    terms: {
      first: ['aux1.adaptive_avg_pool2d', 'aux1.conv.conv', 'aux1.fc1', 'aux1.fc2'],
      second: ['aux2.adaptive_avg_pool2d'],
      narrow: ['aux1.conv.conv'],
      linears: ['aux1.fc1', 'aux1.fc2'],
      four: ['inception4a.cat'],
      seven: ['inception4d.cat'],
    },
    facts: (analysis) => ({
      before: shape(reportOf(analysis, 'aux1.adaptive_avg_pool2d').inputs[0] ?? []),
      pooled: shape(reportOf(analysis, 'aux1.adaptive_avg_pool2d').output),
      narrow: shape(reportOf(analysis, 'aux1.conv.conv').output),
      features: count(valuesOf(reportOf(analysis, 'aux1.flatten').output)),
      hidden: count(valuesOf(reportOf(analysis, 'aux1.fc1').output)),
      classes: count(valuesOf(reportOf(analysis, 'aux1.fc2').output)),
      params: count(paramsOf(analysis, headNodes(analysis, 'aux1'))),
      weight: decimal(AUXILIARY_WEIGHT),
    }),
    exercises: [headParams],
  },
  {
    id: 'inference',
    view: { network: 'googlenet_aux', opened: ['aux1', 'aux2'], node: 'aux2.fc1' },
    terms: { fc: ['fc'], first: ['aux1.fc2'], second: ['aux2.fc2'] },
    facts: (analysis) => {
      const without = analysisOf('googlenet');
      const heads = [...headNodes(analysis, 'aux1'), ...headNodes(analysis, 'aux2')];
      return {
        all: count(analysis.params),
        without: count(without.params),
        first: count(paramsOf(analysis, headNodes(analysis, 'aux1'))),
        second: count(paramsOf(analysis, headNodes(analysis, 'aux2'))),
        heads: count(paramsOf(analysis, heads)),
        share: percent(paramsOf(analysis, heads) / analysis.params),
        macs: count(macsOf(analysis, heads)),
        macsShare: percent(macsOf(analysis, heads) / without.macs),
        classes: count(valuesOf(reportOf(analysis, 'fc').output)),
      };
    },
  },
];

/** Channels of the four branches and what they come to. */
function channelFacts(analysis: Analysis): Facts {
  return {
    ...Object.fromEntries(
      branchShapes(analysis).map(([channels = 0], index) => [`channels${index + 1}`, count(channels)]),
    ),
    joined: count(reportOf(analysis, 'module.cat').output[0] ?? 0),
    after: shape(reportOf(analysis, 'module.cat').output),
  };
}

/** Weights of the four branches. */
function branchParams(analysis: Analysis): Facts {
  return Object.fromEntries(
    Object.values(BRANCHES).map((ids, index) => [
      `params${index + 1}`,
      count(
        paramsOf(
          analysis,
          ids.filter((id) => analysis.byId.has(id)),
        ),
      ),
    ]),
  );
}

function paddingOf(analysis: Analysis, id: string): number {
  return reportOf(analysis, id).window?.padding[0] ?? 0;
}

function placesOf({ input: [, height = 1, width = 1] }: Analysis): number {
  return height * width;
}

function headNodes({ reports }: Analysis, block: string): readonly string[] {
  return reports.filter(({ node }) => node.block === block).map(({ node }) => node.id);
}

/** Why several windows side by side are dear, what makes them cheap, and what GoogLeNet's two extra heads are for. */
export const inception: Lesson = { slug: 'inception', minutes: 15, steps: [...joining, ...costs, ...inGoogLeNet] };
