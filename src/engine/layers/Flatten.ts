import { numel } from '../shape.ts';
import type { NoAttrs } from './attrs.ts';
import { onlyInput } from './check.ts';
import type { LayerSpec } from './LayerSpec.ts';

/** `[C, H, W] → [C·H·W]`, channel by channel. Source: torch.flatten(x, 1). */
export const Flatten: LayerSpec<NoAttrs> = {
  outputShape: (inputs) => [numel(onlyInput('Flatten', inputs))],
  parameters: () => [],
  macs: () => 0,
};
