import { formatShape, sameShape } from '../shape.ts';
import type { NoAttrs } from './attrs.ts';
import { shapeError } from './check.ts';
import type { LayerSpec } from './LayerSpec.ts';

/** x + y, value by value: both shapes must be the same. Source: ONNX Add. */
export const Add: LayerSpec<NoAttrs> = {
  outputShape(inputs) {
    const [first, ...others] = inputs;
    if (first === undefined)
      throw shapeError(
        'inputCount',
        'Add takes 2 inputs, and gets 0.',
        { kind: 'Add', found: 0, expected: 2 },
        'two inputs',
      );
    for (const other of others) {
      if (sameShape(first, other)) continue;
      const values = { first: formatShape(first), second: formatShape(other) };
      const repair = addRepair(first, other);
      throw shapeError(
        'shapesDiffer',
        `${values.first} and ${values.second} cannot be added: they must be the same. Use ${repair}.`,
        values,
        repair,
      );
    }
    return first;
  },
  parameters: () => [],
  macs: () => 0,
};

/** The 1×1 projection that would turn the shortcut's shape into the branch's. */
function addRepair(branch: readonly number[], shortcut: readonly number[]): string {
  const [channels = 0, height = 0, width = 0] = branch;
  const [, fromHeight = 0, fromWidth = 0] = shortcut;
  if (branch.length !== 3 || shortcut.length !== 3 || height > fromHeight || width > fromWidth)
    return 'equal shapes on both sides';
  const stride = height > 1 ? Math.floor((fromHeight - 1) / (height - 1)) : fromHeight;
  const fits =
    Math.floor((fromHeight - 1) / stride) + 1 === height && Math.floor((fromWidth - 1) / stride) + 1 === width;
  return fits ? `a 1×1 projection to ${channels} channels with stride ${stride}` : 'equal shapes on both sides';
}
