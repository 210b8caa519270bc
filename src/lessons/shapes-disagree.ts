import type { Analysis } from '../engine/analysis.ts';
import { setUpBench } from './bench.ts';
import { count, type Facts, shape } from './facts.ts';
import type { Lesson, Step, StepView } from './Lesson.ts';
import { paramsOf, reportOf, residualOf, sidesOf, valuesOf } from './measures.ts';
import { projectionFacts } from './projection-facts.ts';
import { rowsKept, twoSteps, whichPadding, whichStride } from './shapes-exercises.ts';
import { FIRST_TASK, type Move, PUZZLE_START, puzzleGraph, puzzleLimits, solutions, solve } from './shapes-puzzle.ts';

/** The projection that the lesson arrives at. */
const SOLUTION: Move = solve(FIRST_TASK) ?? PUZZLE_START;

const TERMS: NonNullable<Step['terms']> = {
  first: ['conv1'],
  second: ['conv2'],
  branch: ['conv1', 'conv2'],
  add: ['add'],
  input: ['input'],
};
const PROJECTED = { ...TERMS, projection: ['projection'] };

/** The lesson's own network, with or without a projection on the shortcut. */
function bench(projection: Move | null): StepView {
  return { network: 'resnet50', graph: () => puzzleGraph(FIRST_TASK, projection), level: 2, opened: ['block'] };
}

const apart: readonly Step[] = [
  {
    id: 'branch',
    view: bench(null),
    terms: TERMS,
    facts: (analysis) => ({
      ...halving(analysis, 'conv1', ''),
      ...halving(analysis, 'conv2', 'Second'),
      x: shape(reportOf(analysis, 'input').output),
      branch: shape(reportOf(analysis, 'conv2').output),
    }),
    exercises: [twoSteps],
  },
  {
    id: 'refuses',
    view: bench(null),
    terms: TERMS,
    facts: (analysis) => {
      const { x, branch } = sidesOf(analysis, 'add');
      const [channels = 0, rows = 0] = x;
      const [wantedChannels = 0, wantedRows = 0] = branch;
      return {
        x: shape(x),
        branch: shape(branch),
        xValues: count(valuesOf(x)),
        branchValues: count(valuesOf(branch)),
        channels: count(channels),
        wantedChannels: count(wantedChannels),
        rows: count(rows),
        wantedRows: count(wantedRows),
        times: count(rows / wantedRows),
      };
    },
  },
];

const fitting: readonly Step[] = [
  {
    id: 'puzzle',
    view: bench(PUZZLE_START),
    terms: PROJECTED,
    facts: (analysis) => ({
      channels: count(reportOf(analysis, 'projection').output[0] ?? 0),
      rows: count(reportOf(analysis, 'projection').output[1] ?? 0),
      wanted: count(reportOf(analysis, 'conv2').output[1] ?? 0),
    }),
    puzzle: FIRST_TASK,
  },
  {
    id: 'stride',
    view: bench(SOLUTION),
    terms: PROJECTED,
    facts: solved,
    exercises: [whichStride],
  },
  {
    id: 'others',
    view: bench({ kernel: 4, stride: 4, padding: 0 }),
    terms: PROJECTED,
    facts: (analysis) => ({
      ...projectionFacts(analysis, 'projection'),
      fitting: count(solutions(FIRST_TASK).length),
      tried: count(Object.values(puzzleLimits).reduce((product, [least, most]) => product * (most - least + 1), 1)),
      least: count(weightsWith(SOLUTION)),
      times: count(reportOf(analysis, 'projection').params / weightsWith(SOLUTION)),
    }),
    exercises: [whichPadding],
  },
];

const kinds: readonly Step[] = [
  {
    id: 'identity',
    view: { network: 'resnet50', opened: ['layer1.1'], node: 'layer1.1.conv2' },
    terms: { branch: ['layer1.1.conv1', 'layer1.1.conv2', 'layer1.1.conv3'], add: ['layer1.1.add'] },
    facts: (analysis) => ({
      ...sides(analysis, 'layer1.1.add'),
      cost: count(paramsOf(analysis, residualOf(analysis, 'layer1.1.add').shortcut)),
    }),
  },
  {
    id: 'projection',
    view: { network: 'resnet50', opened: ['layer2.0'], node: 'layer2.0.conv2' },
    terms: {
      strided: ['layer2.0.conv2'],
      projection: ['layer2.0.downsample.0', 'layer2.0.downsample.1'],
      add: ['layer2.0.add'],
    },
    facts: (analysis) => ({
      ...sides(analysis, 'layer2.0.add'),
      ...projectionFacts(analysis, 'layer2.0.downsample.0'),
      inner: count(reportOf(analysis, 'layer2.0.conv2').window?.kernelSize[0] ?? 0),
      innerPadding: count(reportOf(analysis, 'layer2.0.conv2').window?.padding[0] ?? 0),
      norm: count(reportOf(analysis, 'layer2.0.downsample.1').params),
    }),
  },
  {
    id: 'option-a',
    view: { network: 'resnet20_cifar', opened: ['layer2.0'], node: 'layer2.0.add' },
    terms: { padding: ['layer2.0.shortcut'], add: ['layer2.0.add'] },
    facts: (analysis) => {
      const { x, branch } = sidesOf(analysis, 'layer2.0.add');
      const [from = 0, rows = 0] = x;
      const [to = 0, kept = 0] = branch;
      return {
        ...sides(analysis, 'layer2.0.add'),
        rows: count(rows),
        kept: count(kept),
        zeros: count(to - from),
        half: count((to - from) / 2),
        values: count((to - from) * kept * kept),
        cost: count(paramsOf(analysis, residualOf(analysis, 'layer2.0.add').shortcut)),
        instead: count(from * to),
      };
    },
    exercises: [rowsKept],
  },
];

/** One axis of a convolution of the lesson's network; the names of the facts end in `suffix`. */
function halving(analysis: Analysis, id: string, suffix: string): Facts {
  const { size, kernel, stride, quotient, out } = projectionFacts(analysis, id);
  return Object.fromEntries(
    Object.entries({ size, kernel, stride, quotient, out }).flatMap(([name, fact]) =>
      fact === undefined ? [] : [[`${name}${suffix}`, fact]],
    ),
  );
}

function solved(analysis: Analysis): Facts {
  const stride = (id: string): number => reportOf(analysis, id).window?.stride[0] ?? 1;
  const [, rows = 0] = reportOf(analysis, 'input').output;
  const [, kept = 0] = reportOf(analysis, 'projection').output;
  return {
    ...projectionFacts(analysis, 'projection'),
    strideOne: count(stride('conv1')),
    strideTwo: count(stride('conv2')),
    places: count(rows * rows),
    kept: count(kept * kept),
    of: count((rows * rows) / (kept * kept)),
  };
}

function weightsWith(move: Move): number {
  return reportOf(setUpBench(puzzleGraph(FIRST_TASK, move)).analysis, 'projection').params;
}

function sides(analysis: Analysis, add: string): Facts {
  const { x, branch } = sidesOf(analysis, add);
  return { x: shape(x), branch: shape(branch) };
}

/** Why ⊕ refuses, which projection makes the shapes agree, and which of the three shortcuts stands where. */
export const shapesDisagree: Lesson = {
  slug: 'shapes-disagree',
  minutes: 15,
  steps: [...apart, ...fitting, ...kinds],
};
