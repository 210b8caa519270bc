import { type CaseTensor, Inexpressible, inputOf, numbersOf, type OperatorCase, wordOf } from './operator-case.ts';

/** The window of a convolution or pool in two dimensions. */
export interface WindowAttributes {
  readonly kernelSize: readonly [number, number];
  readonly stride: readonly [number, number];
  readonly dilation: readonly [number, number];
  readonly padding: readonly [top: number, left: number, bottom: number, right: number];
}

/** Reads kernel, strides, dilations and pads, `auto_pad` included. Throws `Inexpressible` for other than two dimensions. */
export function windowAttributes(test: OperatorCase, kernel: readonly number[]): WindowAttributes {
  const { shape } = inputOf(test, 0);
  if (shape.length !== 4) throw new Inexpressible(`our layers slide over two dimensions, not ${shape.length - 2}`);
  const pair = (name: string): readonly [number, number] => {
    const [height = 1, width = 1] = numbersOf(test, name, [1, 1]);
    return [height, width];
  };
  const [kernelHeight = 1, kernelWidth = 1] = numbersOf(test, 'kernel_shape', kernel);
  const window = {
    kernelSize: [kernelHeight, kernelWidth],
    stride: pair('strides'),
    dilation: pair('dilations'),
  } as const;
  return { ...window, padding: paddingOf(test, window) };
}

function paddingOf(test: OperatorCase, window: Omit<WindowAttributes, 'padding'>): WindowAttributes['padding'] {
  const mode = wordOf(test, 'auto_pad', ['NOTSET', 'VALID', 'SAME_UPPER', 'SAME_LOWER']);
  if (mode === 'NOTSET') {
    const [top = 0, left = 0, bottom = 0, right = 0] = numbersOf(test, 'pads', [0, 0, 0, 0]);
    return [top, left, bottom, right];
  }
  if (mode === 'VALID') return [0, 0, 0, 0];
  const [, , height = 1, width = 1] = inputOf(test, 0).shape;
  const axis = (size: number, index: 0 | 1): readonly [number, number] => {
    const reach = window.dilation[index] * (window.kernelSize[index] - 1) + 1;
    const total = Math.max((Math.ceil(size / window.stride[index]) - 1) * window.stride[index] + reach - size, 0);
    const less = Math.floor(total / 2);
    return mode === 'SAME_LOWER' ? [total - less, less] : [less, total - less];
  };
  const [[top, bottom], [left, right]] = [axis(height, 0), axis(width, 1)];
  return [top, left, bottom, right];
}

/** The same case over maps of height 1, if it slides along one axis only. */
export function overMaps(test: OperatorCase): OperatorCase {
  if (inputOf(test, 0).shape.length !== 3) return test;
  const attributes: Record<string, unknown> = { ...test.attributes };
  for (const [name, neutral] of NEUTRAL) {
    const value = attributes[name];
    if (Array.isArray(value) && value.length === 1) attributes[name] = [neutral, ...value];
  }
  const { pads } = attributes;
  if (Array.isArray(pads) && pads.length === 2) attributes['pads'] = [0, pads[0], 0, pads[1]];
  return { ...test, attributes, inputs: test.inputs.map(asMap) };
}

/** What each attribute says of an axis of one element. */
const NEUTRAL = [
  ['kernel_shape', 1],
  ['strides', 1],
  ['dilations', 1],
  ['output_padding', 0],
  ['output_shape', 1],
] as const;

function asMap(tensor: CaseTensor): CaseTensor {
  const [batch = 1, channels = 1, length] = tensor.shape;
  return length === undefined ? tensor : { ...tensor, shape: [batch, channels, 1, length] };
}
