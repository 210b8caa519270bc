import { Inexpressible, inputOf, numberOf, numbersOf, type OperatorCase, textOf } from './operator-case.ts';
import type { Step } from './Step.ts';
import { windowAttributes } from './window-attributes.ts';

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
  if ('output_shape' in test.attributes || textOf(test, 'auto_pad', 'NOTSET') !== 'NOTSET')
    throw new Inexpressible('ConvTranspose2d takes padding, not the shape of its output');
  const { kernelSize, stride, dilation, padding } = windowAttributes(test, weight.shape.slice(2));
  const [top, left, bottom, right] = padding;
  const [extraRows = 0, extraColumns = 0] = numbersOf(test, 'output_padding', [0, 0]);
  const outputPadding = [extraRows + top - bottom, extraColumns + left - right] as const;
  if (outputPadding.some((extra) => extra < 0))
    throw new Inexpressible('ConvTranspose2d cuts as much at the end as at the beginning');
  const groups = numberOf(test, 'group', 1);
  const attrs = {
    outChannels: (weight.shape[1] ?? 1) * groups,
    kernelSize,
    stride,
    dilation,
    padding: [top, left] as const,
    outputPadding,
    groups,
    bias: bias !== undefined,
  };
  return [{ kind: 'ConvTranspose2d', attrs, inputs: [x], arrays: { weight, ...(bias !== undefined && { bias }) } }];
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
  const pads = numbersOf(test, 'pads', test.inputs[1]?.data ?? []);
  const value = numberOf(test, 'value', test.inputs[2]?.data[0] ?? 0);
  if (textOf(test, 'mode', 'constant') !== 'constant' || value !== 0)
    throw new Inexpressible('ZeroPad2d pads with zeros');
  const [batchBegin, channelBegin, top = 0, left = 0, batchEnd, channelEnd, bottom = 0, right = 0] = pads;
  const others = [batchBegin, channelBegin, batchEnd, channelEnd];
  if (
    x.shape.length !== 4 ||
    pads.length !== 8 ||
    others.some((side) => side !== 0) ||
    [top, left, bottom, right].some((side) => side < 0)
  )
    throw new Inexpressible('ZeroPad2d adds rows and columns');
  return [{ kind: 'ZeroPad2d', attrs: { padding: [top, left, bottom, right] }, inputs: [x] }];
}
