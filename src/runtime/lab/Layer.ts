import type { Tensor } from '@tensorflow/tfjs-core';

/** What a layer hands back for its backward pass: the gradient of its input, and of its own parameters by name. */
export interface Backward {
  readonly input: Tensor;
  readonly parameters: ReadonlyMap<string, Tensor>;
}

/** The result of a forward pass, with the way back. */
export interface Forward {
  readonly output: Tensor;
  /** Chain rule: from ∂L/∂output to ∂L/∂input and ∂L/∂parameters. */
  backward(gradient: Tensor): Backward;
}

/** Parameters of the whole network by name. */
export type Parameters = ReadonlyMap<string, Tensor>;

/** A parameter that a layer needs, before training starts. */
export interface ParameterInit {
  readonly name: string;
  readonly shape: number[];
  /** Uniform in ±bound, or a constant. */
  readonly bound?: number;
  readonly constant?: number;
}

/** One differentiable piece of the lab's network. Pure: parameters come in, gradients go out. */
export interface Layer {
  readonly parameters: readonly ParameterInit[];
  forward(input: Tensor, parameters: Parameters): Forward;
}

/** The parameter of this name. Throws if the network does not hold it, which would be a mistake of the caller. */
export function parameter(parameters: Parameters, name: string): Tensor {
  const tensor = parameters.get(name);
  if (tensor === undefined) throw new Error(`the lab's network has no parameter "${name}"`);
  return tensor;
}
