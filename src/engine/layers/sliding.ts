import { outputSize } from '../output-size.ts';
import type { Shape } from '../shape.ts';
import type { WindowSpec } from './LayerSpec.ts';

/** Height and width that a window makes of a map of this height and width. Throws `ShapeError` if it does not fit. */
export function slide(size: readonly [number, number], window: WindowSpec): readonly [number, number] {
  const axis = (index: 0 | 1): number =>
    outputSize({
      size: size[index],
      kernel: window.kernelSize[index],
      stride: window.stride[index],
      padding: [window.padding[index], window.padding[(index + 2) as 2 | 3]],
      dilation: window.dilation[index],
      ceilMode: window.ceilMode,
    });
  return [axis(0), axis(1)];
}

/** Height and width of a feature map; 1 for axes that a vector lacks. */
export function spatial(shape: Shape): readonly [number, number] {
  return [shape[1] ?? 1, shape[2] ?? 1];
}
