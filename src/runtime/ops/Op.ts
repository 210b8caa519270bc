import type { Tensor } from '@tensorflow/tfjs-core';
import type { LayerAttrs, LayerKind } from '../../engine/layers/attrs.ts';
import type { Shape } from '../../engine/shape.ts';

/** An array of a layer as it comes from a state dict: PyTorch's layout. */
export interface SourceArray {
  readonly data: Float32Array;
  readonly shape: Shape;
}

/** Tensors of one layer in the layout that its operation wants. Whoever made them disposes them. */
export type LayerWeights = Readonly<Record<string, Tensor>>;

/** What one kind of layer computes. Feature maps are `[1, H, W, C]` (NHWC), vectors `[1, features]`. */
export interface Op<Kind extends LayerKind> {
  /** Puts PyTorch's arrays into the operation's own layout. Absent for layers without any. */
  prepare?(arrays: Readonly<Record<string, SourceArray>>, attrs: LayerAttrs[Kind], input: Shape): LayerWeights;
  /** One forward pass. The result is a new tensor, or one that shares data with the input but is disposed on its own. */
  run(inputs: readonly Tensor[], attrs: LayerAttrs[Kind], weights: LayerWeights, output: Shape): Tensor;
}

/** The only input. Throws if it is missing, which `analyze` rules out. */
export function first(inputs: readonly Tensor[]): Tensor {
  const [input] = inputs;
  if (input === undefined) throw new Error('an operation was given no input');
  return input;
}

/** A weight by its name. Throws if it was not prepared, which `bindWeights` rules out. */
export function weight(weights: LayerWeights, name: string): Tensor {
  const tensor = weights[name];
  if (tensor === undefined) throw new Error(`an operation was given no "${name}"`);
  return tensor;
}
