import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import { mul, setBackend, sum, type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { activation } from './activation.ts';
import { batchNorm } from './batch-norm.ts';
import { conv } from './conv.ts';
import { dense } from './dense.ts';
import type { Layer } from './Layer.ts';
import { sequence } from './sequence.ts';
import { identityShortcut, projectionShortcut, scaledShortcut } from './shortcut.ts';
import { uniform } from './uniform.ts';

const POINTS = [6, 4];
const PICTURES = [2, 5, 5, 3];

/** Every kind of layer, and what it is fed with. */
const CASES: readonly (readonly [name: string, layer: Layer, shape: number[]])[] = [
  ['dense', dense('a', 4, 5, 1), POINTS],
  ['3×3 convolution', conv('a', 3, 3, 4, 1), PICTURES],
  ['1×1 convolution', conv('a', 1, 3, 4, 1), PICTURES],
  ['BatchNorm of points', batchNorm('a', 4), POINTS],
  ['BatchNorm of pictures', batchNorm('a', 3), PICTURES],
  ...(['sigmoid', 'tanh', 'gelu', 'relu', 'leakyRelu'] as const).map(
    (kind) => [kind, activation(kind), POINTS] as const,
  ),
  ['identity shortcut', identityShortcut(sequence([dense('a', 4, 4, 1), activation('tanh')])), POINTS],
  ['scaled shortcut', scaledShortcut(dense('a', 4, 4, 1), 0.3), POINTS],
  ['projection shortcut', projectionShortcut(conv('a', 3, 3, 3, 1), conv('b', 1, 3, 3, 1)), PICTURES],
];

const STEP = 1e-2;

/** Values in −1…1, kept away from the corners of ReLU, where a difference quotient says nothing. */
function values(name: string, count: number): Float32Array {
  return uniform(name, count).map((value) => value + Math.sign(value) * 0.1);
}

const product = (shape: readonly number[]): number => shape.reduce((all, size) => all * size, 1);

/** A layer with all that it is fed with, so that any one number can be nudged. */
class Probe {
  readonly layer: Layer;
  readonly arrays: ReadonlyMap<string, { readonly values: Float32Array; readonly shape: number[] }>;
  constructor(layer: Layer, shape: number[]) {
    this.layer = layer;
    this.arrays = new Map([
      ['input', { values: values('probe.input', product(shape)), shape }],
      ...layer.parameters.map(
        ({ name, shape: own }) => [name, { values: values(`probe.${name}`, product(own)), shape: own }] as const,
      ),
    ]);
  }

  /** A weighted sum of the outputs, and its gradient by everything. */
  run(): { readonly loss: number; readonly gradients: ReadonlyMap<string, Float32Array> } {
    const gradients = new Map<string, Float32Array>();
    let loss = Number.NaN;
    tidy(() => {
      const tensors = new Map<string, Tensor>(
        [...this.arrays].map(([name, { values: data, shape }]) => [name, tensor(data, shape)]),
      );
      const input = tensors.get('input');
      if (input === undefined) return;
      const pass = this.layer.forward(input, tensors);
      const weights = tensor(uniform('probe.weights', pass.output.size), pass.output.shape);
      loss = sum(mul(pass.output, weights)).dataSync()[0] ?? Number.NaN;
      const back = pass.backward(weights);
      gradients.set('input', back.input.dataSync() as Float32Array);
      for (const [name, value] of back.parameters) gradients.set(name, value.dataSync() as Float32Array);
    });
    return { loss, gradients };
  }

  /** The difference quotient by one number. */
  slope(name: string, index: number): number {
    const { values: data } = this.arrays.get(name) ?? { values: new Float32Array() };
    const before = data[index] ?? 0;
    data[index] = before + STEP;
    const above = this.run().loss;
    data[index] = before - STEP;
    const below = this.run().loss;
    data[index] = before;
    return (above - below) / (2 * STEP);
  }
}

describe.each(['cpu', 'wasm'])('backward on %s', (backend) => {
  beforeAll(async () => {
    expect(await setBackend(backend)).toBe(true);
  });

  it.each(CASES)('of %s agrees with finite differences', (_name, layer, shape) => {
    const probe = new Probe(layer, [...shape]);
    const { gradients } = probe.run();
    for (const [name, { values: data }] of probe.arrays) {
      const gradient = gradients.get(name) ?? new Float32Array();
      expect(gradient.length, name).toBe(data.length);
      for (const index of [0, Math.floor(data.length / 2), data.length - 1])
        expect(Math.abs((gradient[index] ?? Number.NaN) - probe.slope(name, index)), `${name}[${index}]`).toBeLessThan(
          5e-3 * Math.max(1, Math.abs(gradient[index] ?? 0)),
        );
    }
  });
});
