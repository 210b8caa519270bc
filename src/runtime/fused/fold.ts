import type { BatchNorm2dAttrs } from '../../engine/layers/attrs.ts';
import type { ArraySource } from '../bind-weights.ts';
import type { FusedStep } from './plan.ts';

/** A layer's weight in PyTorch's layout, and a bias for every output, with the BatchNorm behind it folded in. */
export interface FoldedWeights {
  readonly weight: Float32Array;
  readonly bias: Float32Array;
}

/**
 * Weight and bias of a convolution or linear layer. A BatchNorm is folded in float64 and rounded once.
 *
 *     w' = w·γ / √(σ² + ε),   b' = (b − μ)·γ / √(σ² + ε) + β
 *
 * Throws an `Error` for an array that the source lacks.
 */
export async function foldWeights({ report, norm }: FusedStep, source: ArraySource): Promise<FoldedWeights> {
  const read = reader(source);
  const names = new Set(report.parameters.map(({ name }) => name));
  const path = report.node.module ?? report.node.id;
  const weight = await read(`${path}.weight`);
  const outputs = report.output[0] ?? 1;
  const bias = names.has('bias') ? await read(`${path}.bias`) : new Float32Array(outputs);
  if (norm === undefined) return { weight, bias };
  const { scale, shift } = await affineOf(norm.node.module ?? norm.node.id, norm.node.attrs as BatchNorm2dAttrs, read);
  const folded = new Float32Array(weight.length);
  const row = weight.length / outputs;
  for (let output = 0; output < outputs; output++) {
    const factor = scale[output] ?? 1;
    for (let index = output * row; index < (output + 1) * row; index++) folded[index] = (weight[index] ?? 0) * factor;
  }
  return { weight: folded, bias: bias.map((value, output) => value * (scale[output] ?? 1) + (shift[output] ?? 0)) };
}

/** A BatchNorm that stands alone, as a factor and an addend for each channel. */
export async function foldNorm({ report }: FusedStep, source: ArraySource): Promise<FoldedWeights> {
  const path = report.node.module ?? report.node.id;
  const { scale, shift } = await affineOf(path, report.node.attrs as BatchNorm2dAttrs, reader(source));
  return { weight: Float32Array.from(scale), bias: Float32Array.from(shift) };
}

type Read = (name: string) => Promise<Float32Array>;

function reader(source: ArraySource): Read {
  return async (name) => {
    const data = await source(name);
    if (data === undefined) throw new Error(`the weights hold no "${name}"`);
    return data;
  };
}

async function affineOf(
  path: string,
  { eps }: BatchNorm2dAttrs,
  read: Read,
): Promise<{ readonly scale: Float64Array; readonly shift: Float64Array }> {
  const gamma = await read(`${path}.weight`);
  const beta = await read(`${path}.bias`);
  const mean = await read(`${path}.running_mean`);
  const variance = await read(`${path}.running_var`);
  const scale = Float64Array.from(gamma, (value, channel) => value / Math.sqrt((variance[channel] ?? 0) + eps));
  const shift = scale.map((factor, channel) => (beta[channel] ?? 0) - (mean[channel] ?? 0) * factor);
  return { scale, shift };
}
