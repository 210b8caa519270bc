import type { HeadExamples, HeadFrame, HeadWeights } from './Head.ts';

/** Below 2, gradient descent cannot overshoot here: features and bias together have a mean square of 2, softmax halves it. */
const LEARNING_RATE = 1;

/**
 * Gradient descent on the mean softmax cross-entropy, over all examples at each step. It starts at zero where no head is given.
 *
 *     z = W x + b,  p = softmax(z),  ∂L/∂z = p − y
 *
 * It works on features moved to mean zero and scaled to a mean square of one, since those of a ReLU are all positive and of any size;
 * what comes out takes the features as they are. Plain arithmetic, since a head is smaller than the cost of calling a backend.
 */
export function trainHead(
  examples: HeadExamples,
  start: HeadWeights | null,
  steps: number,
): { readonly head: HeadWeights; readonly frames: readonly HeadFrame[] } {
  const { labels, width, classes } = examples;
  const { centre, scale, moved } = standardise(examples);
  const weight = new Float64Array(classes * width);
  const bias = new Float64Array(classes);
  for (let k = 0; start !== null && k < classes; k++) {
    bias[k] = start.bias[k] ?? 0;
    for (let j = 0; j < width; j++) {
      const value = start.weight[k * width + j] ?? 0;
      weight[k * width + j] = value / scale;
      bias[k] = (bias[k] ?? 0) + value * (centre[j] ?? 0);
    }
  }
  const frames: HeadFrame[] = [];
  for (let step = 0; step < steps; step++) frames.push(descend(moved, labels, weight, bias));
  const head = { weight: new Float32Array(classes * width), bias: new Float32Array(classes) };
  for (let k = 0; k < classes; k++) {
    let shift = 0;
    for (let j = 0; j < width; j++) {
      const value = (weight[k * width + j] ?? 0) * scale;
      head.weight[k * width + j] = value;
      shift += value * (centre[j] ?? 0);
    }
    head.bias[k] = (bias[k] ?? 0) - shift;
  }
  return { head, frames };
}

/** Class probabilities `[pictures, classes]` of some features, row by row. */
export function applyHead({ weight, bias }: HeadWeights, features: Float32Array): Float32Array {
  const classes = bias.length;
  const width = weight.length / classes;
  const count = features.length / width;
  const probabilities = new Float32Array(count * classes);
  for (let row = 0; row < count; row++)
    probabilities.set(softmax(scores(features, row, width, weight, bias)), row * classes);
  return probabilities;
}

/** One step; `weight` and `bias` are changed in place. */
function descend(x: Float64Array, labels: Int32Array, weight: Float64Array, bias: Float64Array): HeadFrame {
  const classes = bias.length;
  const width = weight.length / classes;
  const count = labels.length;
  const gradient = { weight: new Float64Array(weight.length), bias: new Float64Array(classes) };
  let [loss, right] = [0, 0];
  for (let row = 0; row < count; row++) {
    const label = labels[row] ?? 0;
    const p = softmax(scores(x, row, width, weight, bias));
    loss -= Math.log(Math.max(p[label] ?? 0, Number.MIN_VALUE)) / count;
    if (p.every((value, k) => k === label || value < (p[label] ?? 0))) right++;
    for (let k = 0; k < classes; k++) {
      const error = ((p[k] ?? 0) - (k === label ? 1 : 0)) / count;
      gradient.bias[k] = (gradient.bias[k] ?? 0) + error;
      for (let j = 0; j < width; j++)
        gradient.weight[k * width + j] = (gradient.weight[k * width + j] ?? 0) + error * (x[row * width + j] ?? 0);
    }
  }
  for (const [at, value] of gradient.weight.entries()) weight[at] = (weight[at] ?? 0) - LEARNING_RATE * value;
  for (const [k, value] of gradient.bias.entries()) bias[k] = (bias[k] ?? 0) - LEARNING_RATE * value;
  return { loss, accuracy: right / count };
}

type Numbers = Float32Array | Float64Array;

function scores(x: Numbers, row: number, width: number, weight: Numbers, bias: Numbers): Float64Array {
  const result = new Float64Array(bias.length);
  for (let k = 0; k < bias.length; k++) {
    let sum = bias[k] ?? 0;
    for (let j = 0; j < width; j++) sum += (weight[k * width + j] ?? 0) * (x[row * width + j] ?? 0);
    result[k] = sum;
  }
  return result;
}

function softmax(values: Float64Array): Float64Array {
  const largest = Math.max(...values);
  const powers = values.map((value) => Math.exp(value - largest));
  const total = powers.reduce((sum, value) => sum + value, 0);
  return powers.map((value) => value / total);
}

function standardise({ features, labels, width }: HeadExamples): {
  readonly centre: Float64Array;
  readonly scale: number;
  readonly moved: Float64Array;
} {
  const count = labels.length;
  const centre = new Float64Array(width);
  for (const [at, value] of features.entries()) centre[at % width] = (centre[at % width] ?? 0) + value / count;
  const moved = Float64Array.from(features, (value, at) => value - (centre[at % width] ?? 0));
  const meanSquare = moved.reduce((sum, value) => sum + value * value, 0) / count;
  const scale = meanSquare > 0 ? 1 / Math.sqrt(meanSquare) : 1;
  return { centre, scale, moved: moved.map((value) => value * scale) };
}
