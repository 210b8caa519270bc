import {
  add,
  exp,
  logSumExp,
  mul,
  oneHot,
  reshape,
  stack,
  sub,
  sum,
  type Tensor,
  tensor1d,
  tidy,
} from '@tensorflow/tfjs-core';
import type { Analysis, NodeReport } from '../../engine/analysis.ts';
import type { BoundWeights } from '../bind-weights.ts';
import type { Back, Met } from './Back.ts';
import { backs } from './index.ts';
import { normOf } from './norms.ts';

/** What one backward pass gives: Euclidean norms of the loss's gradient. */
export interface Gradients {
  /** Cross-entropy of the class that was asked for. */
  readonly loss: number;
  /** With respect to each node's output, by the node's id. A node that the loss does not depend on is not among them. */
  readonly norms: ReadonlyMap<string, number>;
  /**
   * With respect to each parameter, by the node's id and torch's name (`conv1.weight`). A module that runs twice has one for each run.
   * Empty unless asked for.
   */
  readonly weightNorms: ReadonlyMap<string, number>;
}

/** What is wanted of a backward pass. */
export interface BackwardOptions {
  /** Index of the class whose cross-entropy is the loss. */
  readonly label: number;
  /** Whether the gradients of the weights are wanted, which cost as much as those of the outputs. */
  readonly ofWeights?: boolean;
  /** Sees the gradient at each node's output before it is freed; `done` nodes of `total` are behind it. */
  onNode?(id: string, gradient: Tensor, done: number, total: number): Promise<void> | void;
}

/**
 * One backward pass through a network whose outputs are all there: from the cross-entropy of its logits for a class back to the input.
 * Every kind of layer is known (`backs` is total). Leaves no tensor behind.
 */
export async function backward(
  analysis: Analysis,
  weights: BoundWeights,
  outputOf: (id: string) => Tensor,
  { label, ofWeights = false, onNode }: BackwardOptions,
): Promise<Gradients> {
  const running = analysis.reports.filter(({ node }) => node.role === undefined);
  const { output } = analysis.graph;
  const { loss, gradient } = lossAt(outputOf(output), label);
  const gradients = new Map([[output, gradient]]);
  const norms = new Map<string, number>();
  const weightNorms = new Map<string, number>();
  try {
    for (const [index, report] of running.toReversed().entries()) {
      const { node } = report;
      const here = gradients.get(node.id);
      if (here === undefined) continue;
      const met = meet(report, here, weights, outputOf);
      const measured = await measure(report, met, ofWeights);
      norms.set(node.id, measured.norm);
      for (const [name, value] of measured.ofWeights) weightNorms.set(`${node.id}.${name}`, value);
      await onNode?.(node.id, here, index + 1, running.length);
      const toInputs = tidy(() => [...backOf(report).toInputs(met)]);
      for (const [place, id] of node.inputs.entries()) accumulate(gradients, id, toInputs[place]);
      gradients.delete(node.id);
      here.dispose();
    }
    const [value = Number.NaN] = await loss.data();
    return { loss: value, norms, weightNorms };
  } finally {
    loss.dispose();
    for (const left of gradients.values()) left.dispose();
  }
}

/** The table is total: the way back of a kind takes that kind's attributes. */
function backOf({ node }: NodeReport): Back<typeof node.kind> {
  return backs[node.kind] as Back<typeof node.kind>;
}

function meet(
  { node, output }: NodeReport,
  gradient: Tensor,
  weights: BoundWeights,
  outputOf: (id: string) => Tensor,
): Met<never> {
  return {
    gradient,
    inputs: node.inputs.map(outputOf),
    output: outputOf(node.id),
    shape: output,
    attrs: node.attrs as never,
    weights: weights.byNode.get(node.id) ?? {},
  };
}

/** The norms at one node, which come from the device together. */
async function measure(
  report: NodeReport,
  met: Met<never>,
  ofWeights: boolean,
): Promise<{ readonly norm: number; readonly ofWeights: readonly (readonly [name: string, norm: number])[] }> {
  const names: string[] = [];
  const scalars = tidy(() => {
    const found = Object.entries((ofWeights && backOf(report).weightNorms?.(met)) || {});
    names.push(...found.map(([name]) => name));
    return stack([normOf(met.gradient), ...found.map(([, value]) => value)]);
  });
  try {
    const [norm = Number.NaN, ...values] = await scalars.data();
    return { norm, ofWeights: names.map((name, place) => [name, values[place] ?? Number.NaN]) };
  } finally {
    scalars.dispose();
  }
}

/** L = log Σ exp(z) − z_label, and ∂L/∂z = softmax(z) − onehot(label). */
function lossAt(logits: Tensor, label: number): { readonly loss: Tensor; readonly gradient: Tensor } {
  return tidy(() => {
    const classes = logits.shape.at(-1) ?? 1;
    const hot = reshape(oneHot(tensor1d([label], 'int32'), classes), logits.shape);
    const total = logSumExp(logits);
    return {
      loss: sub(total, sum(mul(logits, hot))),
      gradient: sub(exp(sub(logits, total)), hot),
    };
  });
}

/** A node that several read gets the sum of what comes back from each. */
function accumulate(gradients: Map<string, Tensor>, id: string, more: Tensor | undefined): void {
  if (more === undefined) return;
  const known = gradients.get(id);
  if (known === undefined) {
    gradients.set(id, more);
    return;
  }
  gradients.set(id, add(known, more));
  known.dispose();
  more.dispose();
}
