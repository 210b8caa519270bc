import type { BatchNorm2dAttrs } from '../../engine/layers/attrs.ts';
import type { Place } from '../../formats/Place.ts';
import type { ArraySource } from '../bind-weights.ts';
import type { FusedStep } from './plan.ts';

/** A layer's weight in PyTorch's layout as the source gives it, what each output's part of it is to be multiplied by, and its bias. */
export interface FoldedWeights {
  readonly weight: Float32Array;
  /** Ones where no BatchNorm is folded. */
  readonly scale: Float64Array;
  readonly bias: Float32Array;
}

/**
 * Weight and bias of a convolution or linear layer. A BatchNorm is folded in float64; whoever packs the weight multiplies it, so that it is
 * rounded once and gone through once.
 *
 *     w' = w·γ / √(σ² + ε),   b' = (b − μ)·γ / √(σ² + ε) + β
 *
 * All arrays are asked for at once, so that they can come in the order of their file. `place` is where the weight is wanted, as it is; a
 * source may give it elsewhere. Throws an `Error` for an array that the source lacks.
 */
export async function foldWeights(
  { report, norm }: FusedStep,
  source: ArraySource,
  place?: Place,
): Promise<FoldedWeights> {
  const read = reader(source);
  const names = new Set(report.parameters.map(({ name }) => name));
  const path = report.node.module ?? report.node.id;
  const outputs = report.output[0] ?? 1;
  const [weight, bias, affine] = await Promise.all([
    read(`${path}.weight`, place),
    names.has('bias') ? read(`${path}.bias`) : new Float32Array(outputs),
    norm && affineOf(norm.node.module ?? norm.node.id, norm.node.attrs as BatchNorm2dAttrs, read),
  ]);
  if (affine === undefined) return { weight, scale: new Float64Array(outputs).fill(1), bias };
  const { scale, shift } = affine;
  return {
    weight,
    scale,
    bias: bias.map((value, output) => value * (scale[output] ?? 1) + (shift[output] ?? 0)),
  };
}

/** What a BatchNorm multiplies each channel by, and what it adds. */
export interface FoldedNorm {
  readonly factor: Float32Array;
  readonly addend: Float32Array;
}

/** A BatchNorm that stands alone, as a factor and an addend for each channel. */
export async function foldNorm({ report }: FusedStep, source: ArraySource): Promise<FoldedNorm> {
  const path = report.node.module ?? report.node.id;
  const { scale, shift } = await affineOf(path, report.node.attrs as BatchNorm2dAttrs, reader(source));
  return { factor: Float32Array.from(scale), addend: Float32Array.from(shift) };
}

type Read = (name: string, place?: Place) => Promise<Float32Array>;

function reader(source: ArraySource): Read {
  return async (name, place) => {
    const data = await source(name, place);
    if (data === undefined) throw new Error(`the weights hold no "${name}"`);
    return data;
  };
}

async function affineOf(
  path: string,
  { eps }: BatchNorm2dAttrs,
  read: Read,
): Promise<{ readonly scale: Float64Array; readonly shift: Float64Array }> {
  const names = ['weight', 'bias', 'running_mean', 'running_var'] as const;
  const arrays = await Promise.all(names.map((name) => read(`${path}.${name}`)));
  const [gamma, beta, mean, variance] = arrays as [Float32Array, Float32Array, Float32Array, Float32Array];
  const scale = new Float64Array(gamma.length);
  const shift = new Float64Array(gamma.length);
  for (let channel = 0; channel < scale.length; channel++) {
    const factor = (gamma[channel] ?? 0) / Math.sqrt((variance[channel] ?? 0) + eps);
    scale[channel] = factor;
    shift[channel] = (beta[channel] ?? 0) - (mean[channel] ?? 0) * factor;
  }
  return { scale, shift };
}
