import { add, cast, greater, mul, relu, sigmoid, square, sub, type Tensor, tanh, where } from '@tensorflow/tfjs-core';
import type { LabActivation } from './LabSpec.ts';
import type { Layer } from './Layer.ts';

/** Slope of leaky ReLU below zero; torch's default. */
const SLOPE = 0.01;

/** √(2/π), of GELU's tanh form (arXiv 1606.08415). */
const GELU_SCALE = Math.sqrt(2 / Math.PI);
const GELU_CUBE = 0.044715;

interface Activation {
  forward(x: Tensor): Tensor;
  /** dy/dx, given x and y. */
  derivative(x: Tensor, y: Tensor): Tensor;
}

const ACTIVATIONS: Readonly<Record<LabActivation, Activation>> = {
  sigmoid: { forward: sigmoid, derivative: (_x, y) => mul(y, sub(1, y)) },
  tanh: { forward: tanh, derivative: (_x, y) => sub(1, square(y)) },
  relu: { forward: relu, derivative: (x) => positive(x) },
  leakyRelu: {
    forward: (x) => where(greater(x, 0), x, mul(x, SLOPE)),
    derivative: (x) => add(mul(positive(x), 1 - SLOPE), SLOPE),
  },
  gelu: { forward: (x) => mul(x, gate(x)), derivative: geluDerivative },
};

/** 1 where x is above zero, else 0. */
function positive(x: Tensor): Tensor {
  return cast(greater(x, 0), 'float32');
}

/** GELU's gate in its tanh form, written as a sigmoid: 0.5 (1 + tanh z) = σ(2z). */
function gate(x: Tensor): Tensor {
  return sigmoid(mul(add(x, mul(GELU_CUBE, mul(x, square(x)))), 2 * GELU_SCALE));
}

function geluDerivative(x: Tensor): Tensor {
  const open = gate(x);
  const inner = mul(add(1, mul(square(x), 3 * GELU_CUBE)), 2 * GELU_SCALE);
  return add(open, mul(mul(x, inner), mul(open, sub(1, open))));
}

/** An activation as a layer without parameters; keeps the shape. */
export function activation(kind: LabActivation): Layer {
  const { forward, derivative } = ACTIVATIONS[kind];
  return {
    parameters: [],
    forward(input) {
      const output = forward(input);
      return {
        output,
        backward: (gradient) => ({ input: mul(gradient, derivative(input, output)), parameters: new Map() }),
      };
    },
  };
}
