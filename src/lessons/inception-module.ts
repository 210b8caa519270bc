import type { Analysis } from '../engine/analysis.ts';
import { GraphBuilder } from '../engine/GraphBuilder.ts';
import type { Graph } from '../engine/graph.ts';
import { conv2d, maxPool2d } from '../engine/layers/attr-defaults.ts';
import type { Shape } from '../engine/shape.ts';
import { analysisOf, reportOf } from './measures.ts';

/** Padding of the branches that see neighbours, by the kernel of each. */
export interface BranchPadding {
  readonly conv3: number;
  readonly conv5: number;
  readonly pool: number;
}

/** With stride 1 a window of K keeps the size if P = (K − 1)/2. */
export const KEEPING: BranchPadding = { conv3: 1, conv5: 2, pool: 1 };

/** Least and greatest padding that can be tried: a pool's may be half its kernel at most, as torch has it. */
export const paddingLimits = { conv3: [0, 2], conv5: [0, 3], pool: [0, 1] } as const satisfies Readonly<
  Record<keyof BranchPadding, readonly [number, number]>
>;

/** Nodes of the four branches, in the order in which they are joined. */
export const BRANCHES = {
  conv1: ['module.conv1'],
  conv3: ['module.reduce3', 'module.conv3'],
  conv5: ['module.reduce5', 'module.conv5'],
  pool: ['module.pool', 'module.project'],
} as const;

/** What arrives at GoogLeNet's first module. */
function moduleInput(): Shape {
  return reportOf(analysisOf('googlenet'), 'inception3a.branch1.conv').inputs[0] ?? [];
}

/**
 * The first module of GoogLeNet with the paper's kernels and GoogLeNet's own widths, convolutions alone: as it is, or naive, without
 * the 1×1 reductions and the projection after the pool. Source: arXiv 1409.4842 figure 2.
 */
export function moduleGraph(form: 'naive' | 'reduced', padding: BranchPadding = KEEPING): Graph {
  const g = new GraphBuilder({ name: form, type: 'Sequential', input: moduleInput() });
  const isReduced = form === 'reduced';
  const conv = (name: string, input: string, to: number, kernel: number, pad = 0): string =>
    g.module('Conv2d', `module.${name}`, input, conv2d(to, kernel, { padding: pad, bias: false }));
  g.stage('module');
  const end = g.block('module', 'Inception', () => {
    const one = conv('conv1', g.input, width('branch1'), 1);
    const reduced3 = isReduced ? conv('reduce3', g.input, width('branch2.0'), 1) : g.input;
    const three = conv('conv3', reduced3, width('branch2.1'), 3, padding.conv3);
    const reduced5 = isReduced ? conv('reduce5', g.input, width('branch3.0'), 1) : g.input;
    const five = conv('conv5', reduced5, width('branch3.1'), 5, padding.conv5);
    const pool = g.module('MaxPool2d', 'module.pool', g.input, maxPool2d(3, { stride: 1, padding: padding.pool }));
    const last = isReduced ? conv('project', pool, width('branch4.1'), 1) : pool;
    return g.operation('Concat', 'module.cat', [one, three, five, last]);
  });
  return g.build(end);
}

/** What each branch hands to the concatenation, in its order. */
export function branchShapes(analysis: Analysis): readonly Shape[] {
  return reportOf(analysis, 'module.cat').inputs;
}

function width(branch: string): number {
  return reportOf(analysisOf('googlenet'), `inception3a.${branch}.conv`).output[0] ?? 0;
}
