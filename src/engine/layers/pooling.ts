import type { Shape } from '../shape.ts';
import type { MaxPool2dAttrs } from './attrs.ts';
import { asMap, onlyInput, shapeError } from './check.ts';
import { slide, windowOver } from './sliding.ts';

/** Shape after pooling, `[C, H, W] → [C, H', W']`. Throws `ShapeError`, also where torch's padding exceeds half of the kernel. */
export function pooledShape(kind: string, inputs: readonly Shape[], attrs: MaxPool2dAttrs): Shape {
  const map = asMap(kind, onlyInput(kind, inputs));
  checkPadding(attrs);
  return [map[0], ...slide(map, windowOver(map, attrs))];
}

/** torch refuses symmetric padding of more than half the kernel: a window could lie wholly outside of the input. */
function checkPadding({ padding, kernelSize }: MaxPool2dAttrs): void {
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
