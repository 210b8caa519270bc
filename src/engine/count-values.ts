import type { ParameterSpec } from './layers/LayerSpec.ts';
import { numel } from './shape.ts';

/** Number of values in the arrays of a layer: those that are learned, or those that are buffered. */
export function countValues(parameters: readonly ParameterSpec[], kind: 'learned' | 'buffered'): number {
  return parameters.reduce((sum, { shape, buffer }) => sum + (buffer === (kind === 'buffered') ? numel(shape) : 0), 0);
}
