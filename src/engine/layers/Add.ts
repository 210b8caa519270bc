import type { ShapeError } from '../errors.ts';
import { formatShape, type Shape, sameShape } from '../shape.ts';
import type { NoAttrs } from './attrs.ts';
import { shapeError } from './check.ts';
import { firstOfAlike } from './joining.ts';
import type { LayerSpec } from './LayerSpec.ts';

/** x + y, value by value: both shapes must be the same. Source: ONNX Add. */
export const Add: LayerSpec<NoAttrs> = {
  outputShape: (inputs) => firstOfAlike('Add', inputs, 2, { agrees: sameShape, misfit: cannotAdd }),
  parameters: () => [],
  macs: () => 0,
};

function cannotAdd(branch: Shape, shortcut: Shape): ShapeError {
  const values = { first: formatShape(branch), second: formatShape(shortcut) };
  const repair = projection(branch, shortcut) ?? 'equal shapes on both sides';
  return shapeError(
    'shapesDiffer',
    `${values.first} and ${values.second} cannot be added: they must be the same. Use ${repair}.`,
    values,
    repair,
  );
}

/** The 1×1 projection that turns the shortcut's shape into the branch's; `undefined` if none does. */
function projection(branch: Shape, shortcut: Shape): string | undefined {
  const [channels = 0, height = 0, width = 0] = branch;
  const [, fromHeight = 0, fromWidth = 0] = shortcut;
  if (branch.length !== 3 || shortcut.length !== 3 || height > fromHeight || width > fromWidth) return undefined;
  const stride = height > 1 ? Math.floor((fromHeight - 1) / (height - 1)) : fromHeight;
  const fits =
    Math.floor((fromHeight - 1) / stride) + 1 === height && Math.floor((fromWidth - 1) / stride) + 1 === width;
  return fits ? `a 1×1 projection to ${channels} channels with stride ${stride}` : undefined;
}
