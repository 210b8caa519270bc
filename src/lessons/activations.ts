import type { LabSettings } from './lab-settings.ts';

/** An activation function and its derivative, in numbers. */
export interface ActivationCurve {
  at(x: number): number;
  slopeAt(x: number): number;
}

/** Slope of leaky ReLU below zero; torch's default. */
export const LEAKY_SLOPE = 0.01;

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** √(2/π) and the cube's factor of GELU's tanh form. Source: arXiv 1606.08415. */
const GELU = { scale: Math.sqrt(2 / Math.PI), cube: 0.044715 };

const geluGate = (x: number): number => sigmoid(2 * GELU.scale * (x + GELU.cube * x ** 3));

/** The functions that the laboratory's layers can end in. */
export const activationCurves: Readonly<Record<LabSettings['activation'], ActivationCurve>> = {
  sigmoid: { at: sigmoid, slopeAt: (x) => sigmoid(x) * (1 - sigmoid(x)) },
  tanh: { at: Math.tanh, slopeAt: (x) => 1 - Math.tanh(x) ** 2 },
  relu: { at: (x) => Math.max(0, x), slopeAt: (x) => (x > 0 ? 1 : 0) },
  leakyRelu: { at: (x) => (x > 0 ? x : LEAKY_SLOPE * x), slopeAt: (x) => (x > 0 ? 1 : LEAKY_SLOPE) },
  gelu: {
    at: (x) => x * geluGate(x),
    slopeAt: (x) => {
      const open = geluGate(x);
      return open + x * open * (1 - open) * 2 * GELU.scale * (1 + 3 * GELU.cube * x ** 2);
    },
  },
};

/** The greatest derivative, looked for at every hundredth from −8 to 8. */
export function greatestSlope(activation: LabSettings['activation']): number {
  const { slopeAt } = activationCurves[activation];
  return Math.max(...Array.from({ length: 1601 }, (_value, index) => slopeAt((index - 800) / 100)));
}
