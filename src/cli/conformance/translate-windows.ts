import { Inexpressible, inputOf, numberOf, numbersOf, type OperatorCase, wordOf } from './operator-case.ts';
import type { Step } from './Step.ts';
import { type WindowAttributes, windowAttributes } from './window-attributes.ts';

/** ONNX Conv as our Conv2d. */
export function conv(test: OperatorCase): Step[] {
  const [x, weight, bias] = [inputOf(test, 0), inputOf(test, 1), test.inputs[2]];
  const [outChannels = 1] = weight.shape;
  const window = windowAttributes(test, weight.shape.slice(2));
  const attrs = { outChannels, ...window, groups: numberOf(test, 'group', 1), bias: bias !== undefined };
  return [{ kind: 'Conv2d', attrs, inputs: [x], arrays: { weight, ...(bias !== undefined && { bias }) } }];
}

/** ONNX ConvTranspose as our ConvTranspose2d: uneven pads become output padding where that says the same. */
export function convTranspose(test: OperatorCase): Step[] {
  const [x, weight, bias] = [inputOf(test, 0), inputOf(test, 1), test.inputs[2]];
  const { kernelSize, stride, dilation } = windowAttributes(test, weight.shape.slice(2));
  const [height, width] = [0, 1].map((axis) =>
    transposedPadding(test, { kernelSize, stride, dilation }, axis as 0 | 1),
  ) as [AxisPadding, AxisPadding];
  const groups = numberOf(test, 'group', 1);
  const attrs = {
    outChannels: (weight.shape[1] ?? 1) * groups,
    kernelSize,
    stride,
    dilation,
    padding: [height.padding, width.padding] as const,
    outputPadding: [height.outputPadding, width.outputPadding] as const,
    groups,
    bias: bias !== undefined,
  };
  return [{ kind: 'ConvTranspose2d', attrs, inputs: [x], arrays: { weight, ...(bias !== undefined && { bias }) } }];
}

interface AxisPadding {
  readonly padding: number;
  readonly outputPadding: number;
}

/** What torch calls padding and output padding. Source: ONNX's ConvTranspose, `output_shape`. */
function transposedPadding(
  test: OperatorCase,
  { kernelSize, stride, dilation }: Omit<WindowAttributes, 'padding'>,
  axis: 0 | 1,
): AxisPadding {
  const mode = wordOf(test, 'auto_pad', ['NOTSET', 'VALID', 'SAME_UPPER', 'SAME_LOWER']);
  const size = inputOf(test, 0).shape[axis + 2] ?? 1;
  const extra = numbersOf(test, 'output_padding', [0, 0])[axis] ?? 0;
  const isSame = mode === 'SAME_UPPER' || mode === 'SAME_LOWER';
  const wanted = numbersOf(test, 'output_shape', []).slice(-2)[axis] ?? (isSame ? size * stride[axis] : undefined);
  const pads = numbersOf(test, 'pads', [0, 0, 0, 0]);
  let [begin, end] = mode === 'VALID' ? [0, 0] : [pads[axis] ?? 0, pads[axis + 2] ?? 0];
  if (wanted !== undefined) {
    const total = stride[axis] * (size - 1) + extra + (kernelSize[axis] - 1) * dilation[axis] + 1 - wanted;
    const [less, more] = [Math.floor(total / 2), Math.ceil(total / 2)];
    begin = Math.max(0, mode === 'SAME_UPPER' ? less : more);
    end = total - begin;
  }
  if (extra + begin < end) throw new Inexpressible('ConvTranspose2d cuts as much at the end as at the beginning');
  return { padding: begin, outputPadding: extra + begin - end };
}

/** ONNX MaxPool as our MaxPool2d. */
export function maxPool(test: OperatorCase): Step[] {
  if (test.outputs.length > 1) throw new Inexpressible('MaxPool2d gives values, not their places');
  return [
    {
      kind: 'MaxPool2d',
      attrs: { ...windowAttributes(test, []), ceilMode: numberOf(test, 'ceil_mode', 0) === 1 },
      inputs: [inputOf(test, 0)],
    },
  ];
}

/** ONNX AveragePool as our AvgPool2d. */
export function averagePool(test: OperatorCase): Step[] {
  const { dilation, ...window } = windowAttributes(test, []);
  if (dilation[0] !== 1 || dilation[1] !== 1) throw new Inexpressible('AvgPool2d has no dilation, as in torch');
  const attrs = {
    ...window,
    ceilMode: numberOf(test, 'ceil_mode', 0) === 1,
    countIncludePad: numberOf(test, 'count_include_pad', 0) === 1,
  };
  return [{ kind: 'AvgPool2d', attrs, inputs: [inputOf(test, 0)] }];
}

/** ONNX GlobalAveragePool as our AdaptiveAvgPool2d(1). */
export function globalAveragePool(test: OperatorCase): Step[] {
  windowAttributes(test, []);
  return [{ kind: 'AdaptiveAvgPool2d', attrs: { outputSize: [1, 1] }, inputs: [inputOf(test, 0)] }];
}

/** ONNX GlobalMaxPool as a MaxPool2d as large as its input. */
export function globalMaxPool(test: OperatorCase): Step[] {
  const { shape } = inputOf(test, 0);
  const window = windowAttributes(test, shape.slice(2));
  return [
    { kind: 'MaxPool2d', attrs: { ...window, stride: window.kernelSize, ceilMode: false }, inputs: [inputOf(test, 0)] },
  ];
}

/** ONNX Pad with zeros over height and width as our ZeroPad2d. */
export function pad(test: OperatorCase): Step[] {
  const x = inputOf(test, 0);
  const { length: rank } = x.shape;
  const given = numbersOf(test, 'pads', test.inputs[1]?.data.map(Number) ?? []);
  const value = numberOf(test, 'value', Number(test.inputs[2]?.data[0] ?? 0));
  if (value !== 0) throw new Inexpressible(`ZeroPad2d pads with zeros, not with ${value}`);
  wordOf(test, 'mode', ['constant']);
  const axes = test.inputs[3]?.data.map((axis) => (axis < 0 ? axis + rank : axis)) ?? [...x.shape.keys()];
  const sides = new Map(
    axes.map((axis, place) => [axis, [given[place] ?? 0, given[place + axes.length] ?? 0] as const]),
  );
  const [[top, bottom], [left, right]] = [sides.get(2) ?? [0, 0], sides.get(3) ?? [0, 0]];
  const others = [...(sides.get(0) ?? []), ...(sides.get(1) ?? [])];
  if (rank !== 4 || others.some((side) => side !== 0) || [top, left, bottom, right].some((side) => side < 0))
    throw new Inexpressible('ZeroPad2d adds rows and columns');
  return [{ kind: 'ZeroPad2d', attrs: { padding: [top, left, bottom, right] }, inputs: [x] }];
}
