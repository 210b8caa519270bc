import { GraphBuilder } from '../engine/GraphBuilder.ts';
import type { Graph } from '../engine/graph.ts';
import { conv2d } from '../engine/layers/attr-defaults.ts';
import { explainOutputSize } from '../engine/output-size.ts';
import type { Shape } from '../engine/shape.ts';
import { setUpBench } from './bench.ts';
import { count, decimal, type Facts, shape, text } from './facts.ts';
import { reportOf } from './measures.ts';
import type { Random } from './random.ts';
import { axisOf, sizeOf } from './windows.ts';

/** How a square window moves. */
export interface Move {
  readonly kernel: number;
  readonly stride: number;
  readonly padding: number;
}

/** A shortcut that does not fit yet: x, and the convolutions that F is made of. */
export interface PuzzleTask {
  /** Channels and side of x. */
  readonly channels: number;
  readonly size: number;
  readonly branch: readonly (Move & { readonly channels: number })[];
}

/** Least and greatest value of each setting of the projection. */
export const puzzleLimits = { kernel: [1, 7], stride: [1, 8], padding: [0, 3] } as const;

/** The projection that changes nothing but the channels: where the puzzle begins. */
export const PUZZLE_START: Move = { kernel: 1, stride: 1, padding: 0 };

/** A picture of 312×312 and two convolutions that halve it. */
export const FIRST_TASK: PuzzleTask = {
  channels: 3,
  size: 312,
  branch: [
    { channels: 16, kernel: 2, stride: 2, padding: 0 },
    { channels: 32, kernel: 2, stride: 2, padding: 0 },
  ],
};

/** The task as a network that ends in ⊕. Without a projection x goes to ⊕ as it is. */
export function puzzleGraph({ channels, size, branch }: PuzzleTask, projection: Move | null): Graph {
  const g = new GraphBuilder({ name: 'shapes', type: 'Sequential', input: [channels, size, size] });
  const add = g.group('block', 'Residual', () => {
    const end = branch.reduce(
      (from, move, index) => g.module('Conv2d', `conv${index + 1}`, from, toConv(move, move.channels)),
      g.input,
    );
    const around =
      projection === null ? g.input : g.module('Conv2d', 'projection', g.input, toConv(projection, outOf(branch)));
    return g.operation('Add', 'add', [end, around]);
  });
  return g.build(add);
}

/** What ⊕ says to a projection, with the numbers of the sentence `lessons.puzzle.verdict.<kind>`. */
export interface PuzzleVerdict {
  readonly kind: 'fits' | 'wide' | 'untouched' | 'half' | 'nearHigh' | 'nearLow' | 'high' | 'low';
  readonly fits: boolean;
  /** What the projection puts out, and what F does. */
  readonly x: Shape;
  readonly branch: Shape;
  readonly facts: Facts;
}

/** Rows by which a shortcut may miss to be called near. */
const NEAR = 2;

/** Puts the projection in and asks the engine whether ⊕ adds. */
export function judgePuzzle(task: PuzzleTask, projection: Move): PuzzleVerdict {
  const { analysis, refused } = setUpBench(puzzleGraph(task, projection));
  const { inputs } = reportOf(analysis, 'add');
  const [branch = [], x = []] = inputs;
  const [rows = 0, wanted = 0] = [x[1], branch[1]];
  const { params } = reportOf(analysis, 'projection');
  const weights = (kernel: number): number =>
    reportOf(setUpBench(puzzleGraph(task, { ...projection, kernel })).analysis, 'projection').params;
  return {
    kind: kindOf(task, projection, refused === null, rows - wanted),
    fits: refused === null,
    x,
    branch,
    facts: {
      x: shape(x),
      branch: shape(branch),
      rows: count(rows),
      wanted: count(wanted),
      off: count(Math.abs(rows - wanted)),
      weights: count(params),
      least: count(weights(1)),
      stride: count(projection.stride),
    },
  };
}

function kindOf(task: PuzzleTask, { kernel, stride }: Move, fits: boolean, off: number): PuzzleVerdict['kind'] {
  if (fits) return kernel === 1 ? 'fits' : 'wide';
  if (stride === 1 && kernel === 1 && off > 0) return 'untouched';
  if (Math.abs(off) <= NEAR) return off > 0 ? 'nearHigh' : 'nearLow';
  if (off > 0 && stride > 1 && task.branch.some((move) => move.stride === stride)) return 'half';
  return off > 0 ? 'high' : 'low';
}

/** The numbers of the formula for a projection of the task. */
export function puzzleFormula({ size }: PuzzleTask, { kernel, stride, padding }: Move): Facts {
  const steps = explainOutputSize(axisOf({ size, kernel, stride, padding }));
  return {
    size: count(size),
    kernel: count(kernel),
    stride: count(stride),
    padding: count(padding),
    quotient: decimal(steps.quotient),
    out: count(steps.output),
  };
}

/** What a task asks: x, F's convolutions, and the solution with a 1×1 kernel. */
export function taskFacts(task: PuzzleTask): Facts {
  const solution = solve(task) ?? PUZZLE_START;
  return {
    x: shape([task.channels, task.size, task.size]),
    moves: text(
      task.branch
        .map(({ kernel, stride, padding }) => `K\u00A0${kernel}\u00A0S\u00A0${stride}\u00A0P\u00A0${padding}`)
        .join(' → '),
    ),
    channels: count(outOf(task.branch)),
    strides: text(task.branch.map(({ stride }) => stride).join(' · ')),
    wanted: count(branchSize(task)),
    ...puzzleFormula(task, solution),
  };
}

/** The least stride with which a 1×1 projection without padding fits; `undefined` if none does. */
export function solve(task: PuzzleTask): Move | undefined {
  return settings().find(
    (move) => move.kernel === 1 && move.padding === 0 && sizeAfter(task, move) === branchSize(task),
  );
}

/** Every projection within the limits that fits. */
export function solutions(task: PuzzleTask): readonly Move[] {
  return settings().filter((move) => sizeAfter(task, move) === branchSize(task));
}

/** A task with new numbers, which a 1×1 projection can solve. */
export function nextTask(random: Random): PuzzleTask {
  const moves: readonly [Move, ...Move[]] = [
    { kernel: 2, stride: 2, padding: 0 },
    { kernel: 3, stride: 2, padding: 1 },
    { kernel: 3, stride: 1, padding: 1 },
    { kernel: 3, stride: 3, padding: 1 },
    { kernel: 5, stride: 2, padding: 2 },
  ];
  const channels = random.pick([16, 32, 64]);
  const task: PuzzleTask = {
    channels,
    size: random.whole(24, 128),
    branch: [
      { ...random.pick(moves), channels },
      { ...random.pick(moves), channels: channels * 2 },
    ],
  };
  const found = solve(task);
  return found === undefined || found.stride === 1 ? nextTask(random) : task;
}

function settings(): readonly Move[] {
  const range = ([least, most]: readonly [number, number]): readonly number[] =>
    Array.from({ length: most - least + 1 }, (_value, index) => least + index);
  return range(puzzleLimits.padding).flatMap((padding) =>
    range(puzzleLimits.kernel).flatMap((kernel) =>
      range(puzzleLimits.stride).map((stride) => ({ kernel, stride, padding })),
    ),
  );
}

function sizeAfter({ size }: PuzzleTask, move: Move): number {
  return sizeOf({ size, ...move });
}

function branchSize({ size, branch }: PuzzleTask): number {
  return branch.reduce((side, move) => sizeOf({ size: side, ...move }), size);
}

function outOf(branch: PuzzleTask['branch']): number {
  return branch.at(-1)?.channels ?? 0;
}

function toConv({ kernel, stride, padding }: Move, channels: number): ReturnType<typeof conv2d> {
  return conv2d(channels, kernel, { stride, padding, bias: false });
}
