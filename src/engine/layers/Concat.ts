import { formatShape, type Shape } from '../shape.ts';
import type { NoAttrs } from './attrs.ts';
import { shapeError } from './check.ts';
import type { LayerSpec } from './LayerSpec.ts';

/** Feature maps one behind another along the channels: height and width must agree. Source: torch.cat(dim=1). */
export const Concat: LayerSpec<NoAttrs> = {
  outputShape(inputs) {
    const [first, ...others] = inputs;
    if (first === undefined)
      throw shapeError(
        'inputCount',
        'Concat takes 1 or more inputs, and gets 0.',
        { kind: 'Concat', found: 0, expected: 1 },
        'an input',
      );
    for (const other of others) {
      if (agreesBeyondChannels(first, other)) continue;
      const values = { first: formatShape(first), second: formatShape(other) };
      const repair = 'padding or strides that give all branches the same height and width';
      throw shapeError(
        'sizesDiffer',
        `${values.first} and ${values.second} cannot be joined: height and width must agree. Use ${repair}.`,
        values,
        repair,
      );
    }
    return [inputs.reduce((sum, [channels = 0]) => sum + channels, 0), ...first.slice(1)];
  },
  parameters: () => [],
  macs: () => 0,
};

function agreesBeyondChannels(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.slice(1).every((size, axis) => size === b[axis + 1]);
}
