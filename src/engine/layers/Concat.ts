import type { ShapeError } from '../errors.ts';
import { formatShape, type Shape, sameShape } from '../shape.ts';
import type { NoAttrs } from './attrs.ts';
import { shapeError } from './check.ts';
import { firstOfAlike } from './joining.ts';
import type { LayerSpec } from './LayerSpec.ts';

/** Feature maps one behind another along the channels: height and width must agree. Source: torch.cat(dim=1). */
export const Concat: LayerSpec<NoAttrs> = {
  outputShape(inputs) {
    const first = firstOfAlike('Concat', inputs, 1, { agrees: agreeBeyondChannels, misfit: cannotJoin });
    return [inputs.reduce((sum, [channels = 0]) => sum + channels, 0), ...first.slice(1)];
  },
  parameters: () => [],
  macs: () => 0,
};

function agreeBeyondChannels(a: Shape, b: Shape): boolean {
  return a.length === b.length && sameShape(a.slice(1), b.slice(1));
}

function cannotJoin(first: Shape, other: Shape): ShapeError {
  const values = { first: formatShape(first), second: formatShape(other) };
  const repair = 'padding or strides that give all branches the same height and width';
  return shapeError(
    'sizesDiffer',
    `${values.first} and ${values.second} cannot be joined: height and width must agree. Use ${repair}.`,
    values,
    repair,
  );
}
