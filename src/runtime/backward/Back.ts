import type { Tensor } from '@tensorflow/tfjs-core';
import type { LayerAttrs, LayerKind } from '../../engine/layers/attrs.ts';
import type { Shape } from '../../engine/shape.ts';
import type { LayerWeights } from '../ops/Op.ts';

/** A layer as the backward pass meets it. Maps are `[1, H, W, C]` (NHWC), vectors `[1, features]`. */
export interface Met<Kind extends LayerKind> {
  /** The loss's gradient with respect to the layer's output. */
  readonly gradient: Tensor;
  readonly inputs: readonly Tensor[];
  readonly output: Tensor;
  /** The output's shape as the engine has it, `[C, H, W]`. */
  readonly shape: Shape;
  readonly attrs: LayerAttrs[Kind];
  /** As the layer's operation prepared them. */
  readonly weights: LayerWeights;
}

/** The way back through one kind of layer, at inference: what is learned or was measured in training stands still. */
export interface Back<Kind extends LayerKind> {
  /** The gradient with respect to each input, in order: new tensors, or such as share data but are disposed on their own. */
  toInputs(met: Met<Kind>): readonly Tensor[];
  /** Euclidean norm of the gradient with respect to each parameter, as scalars by torch's name. Absent for layers that learn nothing. */
  weightNorms?(met: Met<Kind>): Readonly<Record<string, Tensor>>;
}
