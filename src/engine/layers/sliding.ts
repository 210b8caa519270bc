import { type AxisSpec, outputSize } from '../output-size.ts';
import { resolvePadding } from '../resolve-padding.ts';
import type { Shape } from '../shape.ts';
import type { MaxPool2dAttrs } from './attrs.ts';
import type { WindowSpec } from './LayerSpec.ts';

/** The window of a layer over an input of this shape, its padding resolved. */
export function windowOver(
  [, height = 1, width = 1]: Shape,
  { kernelSize, stride, padding, dilation, ceilMode }: MaxPool2dAttrs,
): WindowSpec {
  return {
    kernelSize,
    stride,
    padding: resolvePadding(padding, [height, width], kernelSize, stride, dilation),
    dilation,
    ceilMode,
  };
}

/** How a window moves along the height (0) or width (1) of a map of this shape. */
export function axisOf(window: WindowSpec, shape: Shape, axis: 0 | 1): AxisSpec {
  return {
    size: shape[axis + 1] ?? 1,
    kernel: window.kernelSize[axis],
    stride: window.stride[axis],
    padding: [window.padding[axis], window.padding[(axis + 2) as 2 | 3]],
    dilation: window.dilation[axis],
    ceilMode: window.ceilMode,
  };
}

/** Height and width that a window makes of a map of this shape. Throws `ShapeError` if it does not fit. */
export function slide(shape: Shape, window: WindowSpec): readonly [number, number] {
  return [outputSize(axisOf(window, shape, 0)), outputSize(axisOf(window, shape, 1))];
}
