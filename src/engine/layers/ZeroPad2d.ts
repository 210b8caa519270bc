import { requireWhole } from '../require-whole.ts';
import type { ZeroPad2dAttrs } from './attrs.ts';
import { asMap, onlyInput } from './check.ts';
import type { LayerSpec } from './LayerSpec.ts';

/** Adds rows and columns of zeros. Source: torch.nn.ZeroPad2d. */
export const ZeroPad2d: LayerSpec<ZeroPad2dAttrs> = {
  outputShape(inputs, { padding }) {
    const [channels, height, width] = asMap('ZeroPad2d', onlyInput('ZeroPad2d', inputs));
    for (const side of padding) requireWhole('padding', side, 0);
    const [top, left, bottom, right] = padding;
    return [channels, height + top + bottom, width + left + right];
  },
  parameters: () => [],
  macs: () => 0,
};
