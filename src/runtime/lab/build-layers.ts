import { mean, mul, ones, reshape, type Tensor } from '@tensorflow/tfjs-core';
import { activation } from './activation.ts';
import { batchNorm } from './batch-norm.ts';
import { conv } from './conv.ts';
import { dense } from './dense.ts';
import { initBound } from './init-bound.ts';
import type { LabSpec } from './LabSpec.ts';
import type { Layer } from './Layer.ts';
import { sequence } from './sequence.ts';
import { identityShortcut, projectionShortcut, scaledShortcut } from './shortcut.ts';

/** The pieces of a lab network: a stem that widens the input, the body whose depth is the question, and the classifier. */
export interface LabLayers {
  readonly stem: Layer;
  readonly body: readonly Layer[];
  readonly head: Layer;
}

/** Builds the network of a lab run for inputs of this shape and this number of classes. */
export function buildLayers(spec: LabSpec, shape: readonly number[], classes: number): LabLayers {
  const inputs = shape.at(-1) ?? 1;
  return {
    stem: unit(spec, 'stem', inputs),
    body: Array.from({ length: spec.depth }, (_value, index) => bodyLayer(spec, `body.${index}`)),
    head: sequence([
      ...(spec.layer === 'conv' ? [globalAverage()] : []),
      dense('head', spec.width, classes, initBound('xavier', spec.width, classes)),
    ]),
  };
}

function bodyLayer(spec: LabSpec, name: string): Layer {
  const residual = unit(spec, name, spec.width);
  switch (spec.shortcut) {
    case 'none':
      return residual;
    case 'identity':
      return identityShortcut(residual);
    case 'scaled':
      return scaledShortcut(residual, 1 / Math.sqrt(spec.depth));
    case 'projection':
      return projectionShortcut(residual, affine({ ...spec, init: 'xavier' }, `${name}.projection`, spec.width, 1));
  }
}

/** Weights, normalisation if asked for, activation. */
function unit(spec: LabSpec, name: string, inputs: number): Layer {
  return sequence([
    affine(spec, name, inputs, 3),
    ...(spec.batchNorm ? [batchNorm(`${name}.norm`, spec.width)] : []),
    activation(spec.activation),
  ]);
}

function affine(spec: LabSpec, name: string, inputs: number, kernel: number): Layer {
  if (spec.layer === 'dense') return dense(name, inputs, spec.width, initBound(spec.init, inputs, spec.width));
  const cells = kernel * kernel;
  return conv(name, kernel, inputs, spec.width, initBound(spec.init, cells * inputs, cells * spec.width));
}

function globalAverage(): Layer {
  return {
    parameters: [],
    forward(input) {
      const [batch = 1, height = 1, width = 1, channels = 1] = input.shape;
      return {
        output: mean(input, [1, 2]),
        backward: (gradient) => ({
          input: mul(ones(input.shape), reshape(spread(gradient, height * width), [batch, 1, 1, channels])),
          parameters: new Map(),
        }),
      };
    },
  };
}

function spread(gradient: Tensor, cells: number): Tensor {
  return mul(gradient, 1 / cells);
}
