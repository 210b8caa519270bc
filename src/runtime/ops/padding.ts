import type { Sides } from '../../engine/resolve-padding.ts';

/** Explicit padding of tfjs's NHWC operations. TensorFlow's own 'same' puts odd pixels elsewhere than torch and is never used. */
export type ExplicitPadding = [[number, number], [number, number], [number, number], [number, number]];

/** Padding as tfjs takes it; `'valid'` where there is none, which lets 1×1 convolutions run as products of matrices. */
export function explicitPadding([top, left, bottom, right]: Sides): ExplicitPadding | 'valid' {
  if (top === 0 && left === 0 && bottom === 0 && right === 0) return 'valid';
  return [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ];
}
