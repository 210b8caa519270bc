import { Inexpressible, inputOf, numbersOf, type OperatorCase, textOf } from './operator-case.ts';

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
  const mode = textOf(test, 'auto_pad', 'NOTSET');
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
