import { formatShape } from '../shape.ts';
import type { InputAttrs } from './attrs.ts';
import { shapeError } from './check.ts';
import type { LayerSpec } from './LayerSpec.ts';

/** What the network is fed with; has no inputs of its own. */
export const Input: LayerSpec<InputAttrs> = {
  outputShape(_inputs, { shape }) {
    if (shape.length === 0 || !shape.every((size) => Number.isSafeInteger(size) && size > 0))
      throw shapeError(
        'badInput',
        `an input of shape ${formatShape(shape)} is not possible: every size must be a whole number of at least 1.`,
        { shape: formatShape(shape) },
        '[3, 224, 224]',
      );
    return shape;
  },
  parameters: () => [],
  macs: () => 0,
};
