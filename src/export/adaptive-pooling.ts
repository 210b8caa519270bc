import type { Pair, Shape } from '../engine/shape.ts';

/** A layer of Keras that does what adaptive pooling does at one size of input. */
type KerasPooling =
  | { readonly type: 'GlobalAveragePooling2D' | 'Identity' }
  | { readonly type: 'AveragePooling2D'; readonly poolSize: Pair };

/** Keras has no adaptive pooling: the layer that does the same on a map of this shape, or `null` where its windows differ in size. */
export function adaptivePooling([, height = 1, width = 1]: Shape, [rows, columns]: Pair): KerasPooling | null {
  if (rows === 1 && columns === 1) return { type: 'GlobalAveragePooling2D' };
  if (rows === height && columns === width) return { type: 'Identity' };
  if (height % rows !== 0 || width % columns !== 0) return null;
  return { type: 'AveragePooling2D', poolSize: [height / rows, width / columns] };
}
