import type { FieldAxis, ReceptiveField } from './analysis.ts';
import type { GraphNode } from './graph.ts';
import type { ConvTranspose2dAttrs } from './layers/attrs.ts';
import type { WindowSpec } from './layers/LayerSpec.ts';
import type { Shape } from './shape.ts';

/** A receptive field on its way through the network, with the map size that a following Linear layer would join. */
export interface TracedField {
  readonly field: ReceptiveField;
  /** Height and width of the map that the values stand in; survives `Flatten`. */
  readonly extent: readonly [number, number];
}

/** The field of the picture itself: every pixel sees itself. */
export function inputField(shape: Shape): TracedField {
  const axis: FieldAxis = { size: 1, jump: 1, start: 0 };
  return { field: { height: axis, width: axis, global: false }, extent: [shape[1] ?? 1, shape[2] ?? 1] };
}

/**
 * The field after one more node, from the fields of its inputs. Where branches meet, it reaches as far as the farthest of them on
 * either side, which is the longest path's own field unless paddings are lopsided.
 *
 *     r ← r + D(K − 1)·j,   start ← start − P·j,   j ← j·S
 *
 * Source: Araujo, Norris, Sim, "Computing Receptive Fields of Convolutional Neural Networks", distill.pub 2019.
 */
export function nextField(
  node: GraphNode,
  inputs: readonly TracedField[],
  window: WindowSpec | undefined,
  output: Shape,
): TracedField {
  const { field, extent } = joined(inputs);
  const out: readonly [number, number] = output.length === 3 ? [output[1] ?? 1, output[2] ?? 1] : extent;
  switch (node.kind) {
    case 'AdaptiveAvgPool2d':
      return { field: adaptive(field, extent, node.attrs.outputSize), extent: out };
    case 'Linear':
      return { field: everything(field, extent), extent: [1, 1] };
    case 'ConvTranspose2d':
      return { field: transposed(field, node.attrs), extent: out };
    case 'ZeroPad2d':
      return { field: shifted(field, node.attrs.padding[0], node.attrs.padding[1]), extent: out };
    default:
      return { field: window === undefined ? field : slid(field, window), extent: out };
  }
}

function joined(inputs: readonly TracedField[]): TracedField {
  const [first, ...others] = inputs;
  if (first === undefined) return inputField([]);
  return others.reduce(
    ({ field, extent }, { field: other }) => ({
      field: {
        height: hull(field.height, other.height),
        width: hull(field.width, other.width),
        global: field.global || other.global,
      },
      extent,
    }),
    first,
  );
}

/** From the first pixel that either sees to the last. */
function hull(a: FieldAxis, b: FieldAxis): FieldAxis {
  const start = Math.min(a.start, b.start);
  const end = Math.max(a.start + a.size, b.start + b.size);
  return { size: end - start, jump: a.size >= b.size ? a.jump : b.jump, start };
}

function slid(field: ReceptiveField, { kernelSize, stride, padding, dilation }: WindowSpec): ReceptiveField {
  const axis = (from: FieldAxis, index: 0 | 1): FieldAxis => ({
    size: from.size + dilation[index] * (kernelSize[index] - 1) * from.jump,
    jump: from.jump * stride[index],
    start: from.start - padding[index] * from.jump,
  });
  return { height: axis(field.height, 0), width: axis(field.width, 1), global: field.global };
}

/** Windows of adaptive pooling differ in size; the field is that of the largest, ceil((i + 1)·I/O) − floor(i·I/O). */
function adaptive(
  field: ReceptiveField,
  extent: readonly [number, number],
  output: readonly [number, number],
): ReceptiveField {
  const axis = (from: FieldAxis, index: 0 | 1): FieldAxis => {
    const [size, places] = [extent[index], output[index]];
    let widest = 1;
    for (let place = 0; place < places; place++)
      widest = Math.max(widest, Math.ceil(((place + 1) * size) / places) - Math.floor((place * size) / places));
    return { size: from.size + (widest - 1) * from.jump, jump: (from.jump * size) / places, start: from.start };
  };
  const whole = output[0] === 1 && output[1] === 1;
  return { height: axis(field.height, 0), width: axis(field.width, 1), global: field.global || whole };
}

function everything(field: ReceptiveField, extent: readonly [number, number]): ReceptiveField {
  const axis = (from: FieldAxis, index: 0 | 1): FieldAxis => ({
    ...from,
    size: from.size + (extent[index] - 1) * from.jump,
  });
  return { height: axis(field.height, 0), width: axis(field.width, 1), global: true };
}

/** Output o sees the inputs i with o + P − i·S = D·k for some k from 0 to K − 1: at most ceil((D(K − 1) + 1) / S) in a row. */
function transposed(field: ReceptiveField, attrs: ConvTranspose2dAttrs): ReceptiveField {
  const axis = (from: FieldAxis, index: 0 | 1): FieldAxis => {
    const [stride, padding] = [attrs.stride[index], attrs.padding[index]];
    const span = attrs.dilation[index] * (attrs.kernelSize[index] - 1);
    return {
      size: from.size + (Math.ceil((span + 1) / stride) - 1) * from.jump,
      jump: from.jump / stride,
      start: from.start + Math.ceil((padding - span) / stride) * from.jump,
    };
  };
  return { height: axis(field.height, 0), width: axis(field.width, 1), global: field.global };
}

function shifted(field: ReceptiveField, top: number, left: number): ReceptiveField {
  return {
    ...field,
    height: { ...field.height, start: field.height.start - top * field.height.jump },
    width: { ...field.width, start: field.width.start - left * field.width.jump },
  };
}
