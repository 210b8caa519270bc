import { resolvePadding } from '../resolve-padding.ts';
import type { Pair, Shape } from '../shape.ts';
import type { Padding } from './attrs.ts';
import { asMap, onlyInput, shapeError } from './check.ts';
import type { WindowSpec } from './LayerSpec.ts';
import { slide, spatial } from './sliding.ts';

interface PoolAttrs {
  readonly kernelSize: Pair;
  readonly stride: Pair;
  readonly padding: Padding;
  readonly dilation: Pair;
  readonly ceilMode: boolean;
}

/** Shape after pooling, `[C, H, W] → [C, H', W']`. Throws `ShapeError`, also where torch's padding exceeds half of the kernel. */
export function pooledShape(kind: string, inputs: readonly Shape[], attrs: PoolAttrs): Shape {
  const [channels, height, width] = asMap(kind, onlyInput(kind, inputs));
  checkPadding(attrs);
  return [channels, ...slide([height, width], poolWindow([channels, height, width], attrs))];
}

/** The window of a pooling layer over an input of this shape. */
export function poolWindow(input: Shape, { kernelSize, stride, padding, dilation, ceilMode }: PoolAttrs): WindowSpec {
  return {
    kernelSize,
    stride,
    padding: resolvePadding(padding, spatial(input), kernelSize, stride, dilation),
    dilation,
    ceilMode,
  };
}

/** torch refuses symmetric padding of more than half the kernel: a window could lie wholly outside of the input. */
function checkPadding({ padding, kernelSize }: PoolAttrs): void {
  if (typeof padding === 'string' || padding.length === 4) return;
  for (const axis of [0, 1] as const) {
    if (padding[axis] <= kernelSize[axis] / 2) continue;
    const repair = `padding ${Math.floor(kernelSize[axis] / 2)}`;
    throw shapeError(
      'paddingTooLarge',
      `padding ${padding[axis]} is more than half of the kernel size ${kernelSize[axis]}. Use ${repair}.`,
      { padding: padding[axis], kernel: kernelSize[axis] },
      repair,
    );
  }
}
