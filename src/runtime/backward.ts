import {
  add,
  clone,
  conv2dTranspose,
  div,
  exp,
  logSumExp,
  matMul,
  mul,
  neg,
  norm,
  oneHot,
  ones,
  pad,
  reshape,
  rsqrt,
  slice,
  stack,
  step,
  sub,
  sum,
  type Tensor,
  type Tensor2D,
  type Tensor4D,
  tensor1d,
  tidy,
  transpose,
} from '@tensorflow/tfjs-core';
import type { Analysis, NodeReport } from '../engine/analysis.ts';
import type { LayerAttrs, LayerKind } from '../engine/layers/attrs.ts';
import { resolvePadding } from '../engine/resolve-padding.ts';
import type { BoundWeights } from './bind-weights.ts';
import { first, type LayerWeights, weight } from './ops/Op.ts';
import { explicitPadding } from './ops/padding.ts';
import { RuntimeError } from './RuntimeError.ts';

/** What one backward pass gives. */
export interface Gradients {
  /** Cross-entropy of the class that was asked for. */
  readonly loss: number;
  /** Euclidean norm of the loss's gradient with respect to each node's output, by the node's id. */
  readonly norms: ReadonlyMap<string, number>;
}

/** Takes the gradient of a layer's output `[1, H, W, C]` or `[1, features]` back to each of its inputs. */
type Back<Kind extends LayerKind> = (
  gradient: Tensor,
  inputs: readonly Tensor[],
  attrs: LayerAttrs[Kind],
  weights: LayerWeights,
) => readonly Tensor[];

/** The layers of the residual networks that come with the app. They use no gradient of tfjs, whose WASM backend lacks some. */
const backs: { readonly [Kind in LayerKind]?: Back<Kind> } = {
  Identity: (gradient) => [clone(gradient)],
  Dropout: (gradient) => [clone(gradient)],
  Add: (gradient, inputs) => inputs.map(() => clone(gradient)),
  ReLU: (gradient, inputs) => [mul(gradient, step(first(inputs)))],
  // The statistics are those of the training, and stand still.
  BatchNorm2d: (gradient, _inputs, { eps }, weights) => [
    mul(gradient, mul(weight(weights, 'weight'), rsqrt(add(weight(weights, 'running_var'), eps)))),
  ],
  Conv2d: (gradient, inputs, { kernelSize, stride, dilation, padding }, weights) => {
    const { shape } = first(inputs) as Tensor4D;
    const sides = resolvePadding(padding, [shape[1], shape[2]], kernelSize, stride, dilation);
    const filter = weight(weights, 'filter0') as Tensor4D;
    return [conv2dTranspose(gradient as Tensor4D, filter, shape, [...stride], explicitPadding(sides))];
  },
  Linear: (gradient, inputs, _attrs, weights) => [
    reshape(matMul(gradient as Tensor2D, weight(weights, 'weight0') as Tensor2D, false, true), first(inputs).shape),
  ],
  AdaptiveAvgPool2d: (gradient, inputs) => {
    const [, height, width] = (first(inputs) as Tensor4D).shape;
    return [mul(div(gradient, height * width), ones(first(inputs).shape))];
  },
  Flatten: (gradient, inputs) => {
    const [batch = 1, height = 1, width = 1, channels = 1] = first(inputs).shape;
    return [transpose(reshape(gradient, [batch, channels, height, width]), [0, 2, 3, 1])];
  },
  ZeroPadShortcut: (gradient, inputs, { outChannels, stride }) => {
    const x = first(inputs) as Tensor4D;
    const [, height, width] = (gradient as Tensor4D).shape;
    const before = Math.floor((outChannels - x.shape[3]) / 2);
    const kept = slice(gradient as Tensor4D, [0, 0, 0, before], [-1, -1, -1, x.shape[3]]);
    return [spread(spread(kept, 1, height, stride, x.shape[1]), 2, width, stride, x.shape[2])];
  },
};

/** Whether a layer stands in the way of the backward pass. */
function refusalOf({ node, inputs }: NodeReport): boolean {
  if (node.kind === 'Input') return false;
  if (node.kind === 'Conv2d') {
    const { groups, dilation } = node.attrs as LayerAttrs['Conv2d'];
    return groups > 1 || dilation.some((distance) => distance > 1);
  }
  if (node.kind === 'AdaptiveAvgPool2d')
    return (node.attrs as LayerAttrs['AdaptiveAvgPool2d']).outputSize.some((side) => side !== 1);
  if (node.kind === 'Flatten') return inputs[0]?.length !== 3;
  return backs[node.kind] === undefined;
}

/**
 * One backward pass through a network whose outputs are all there: from the cross-entropy of its logits for the class `label` back to
 * the input. Throws `RuntimeError` for a layer that it does not know.
 * `onNode` sees the gradient at each node's output before it is freed.
 */
export async function backward(
  analysis: Analysis,
  weights: BoundWeights,
  outputOf: (id: string) => Tensor,
  label: number,
  onNode?: (id: string, gradient: Tensor) => Promise<void>,
): Promise<Gradients> {
  const running = analysis.reports.filter(({ node }) => node.role === undefined);
  const refused = running.find(refusalOf)?.node;
  if (refused !== undefined) {
    const message = `no backward pass is known for ${refused.id} (${refused.kind})`;
    throw new RuntimeError('unexpected', { message }, message);
  }
  const { output } = analysis.graph;
  const { loss, gradient } = lossAt(outputOf(output), label);
  const gradients = new Map([[output, gradient]]);
  const norms = new Map<string, number>();
  try {
    for (const { node } of running.toReversed()) {
      const here = gradients.get(node.id);
      if (here === undefined) continue;
      norms.set(node.id, await normOf(here));
      await onNode?.(node.id, here);
      if (node.kind !== 'Input') {
        const back = backs[node.kind] as Back<typeof node.kind>;
        const toInputs = tidy(() => [
          ...back(here, node.inputs.map(outputOf), node.attrs as never, weights.byNode.get(node.id) ?? {}),
        ]);
        for (const [index, id] of node.inputs.entries()) accumulate(gradients, id, toInputs[index]);
      }
      gradients.delete(node.id);
      here.dispose();
    }
    return { loss: await numberOf(loss), norms };
  } finally {
    for (const left of gradients.values()) left.dispose();
  }
}

/** L = log Σ exp(z) − z_label, and ∂L/∂z = softmax(z) − onehot(label). */
function lossAt(logits: Tensor, label: number): { readonly loss: Tensor; readonly gradient: Tensor } {
  return tidy(() => {
    const classes = logits.shape.at(-1) ?? 1;
    const hot = reshape(oneHot(tensor1d([label], 'int32'), classes), logits.shape);
    const total = logSumExp(logits);
    return {
      loss: add(total, neg(sum(mul(logits, hot)))),
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

/** Puts values back where a stride of `step` took them from along an axis; zeros stand between. */
function spread(values: Tensor4D, axis: 1 | 2, count: number, stride: number, size: number): Tensor4D {
  if (stride === 1) return values;
  const shape = values.shape;
  const zeros = mul(values, 0) as Tensor4D;
  const apart = stack([values, ...Array.from({ length: stride - 1 }, () => zeros)], axis + 1);
  const merged = shape.map((side, at) => (at === axis ? count * stride : side)) as [number, number, number, number];
  const long = reshape(apart, merged) as Tensor4D;
  const excess = count * stride - size;
  if (excess > 0)
    return slice(long, [0, 0, 0, 0], merged.map((side, at) => (at === axis ? size : side)) as typeof merged);
  return excess === 0
    ? long
    : (pad(
        long,
        merged.map((_side, at) => [0, at === axis ? -excess : 0]),
      ) as Tensor4D);
}

async function normOf(tensor: Tensor): Promise<number> {
  return numberOf(tidy(() => norm(reshape(tensor, [-1]))));
}

async function numberOf(scalar: Tensor): Promise<number> {
  const [value = Number.NaN] = await scalar.data();
  scalar.dispose();
  return value;
}
