import type { Shape } from '../shape.ts';

/** How one axis-aligned window moves over its input; what output size and receptive field are computed from. */
export interface WindowSpec {
  readonly kernelSize: readonly [number, number];
  readonly stride: readonly [number, number];
  /** Already resolved for this input: top, left, bottom, right, in elements. */
  readonly padding: readonly [top: number, left: number, bottom: number, right: number];
  readonly dilation: readonly [number, number];
  readonly ceilMode: boolean;
}

/** One named array that a layer owns. */
export interface ParameterSpec {
  /** Last part of the name in a state dict: `weight`, `bias`, `running_mean`, … */
  readonly name: string;
  /** PyTorch's layout: convolution `[out, in/groups, kh, kw]`, linear `[out, in]`. */
  readonly shape: Shape;
  /** Buffers (running statistics) are stored with the weights but not learned. */
  readonly buffer: boolean;
}

/** What the engine must know of one kind of layer. Shapes are without batch. */
export interface LayerSpec<Attrs> {
  /** Shape of the output. Throws `ShapeError` if the inputs do not fit; the message names rule, numbers and repair. */
  outputShape(inputs: readonly Shape[], attrs: Attrs): Shape;
  /** Learned values and buffers, in the order of PyTorch's state dict. Empty for layers without any. */
  parameters(inputs: readonly Shape[], attrs: Attrs): readonly ParameterSpec[];
  /** Multiply-accumulates of one forward pass at batch 1, bias left out; 0 for everything but convolution and linear. */
  macs(inputs: readonly Shape[], attrs: Attrs): number;
  /** The moving window, where there is one. */
  window?(input: Shape, attrs: Attrs): WindowSpec;
}
