import { requireWhole } from '../require-whole.ts';
import type { AdaptiveAvgPool2dAttrs } from './attrs.ts';
import { asMap, onlyInput } from './check.ts';
import type { LayerSpec } from './LayerSpec.ts';

/**
 * Means over windows chosen so that the output has `outputSize`, whatever the input: row i covers floor(i·H/O) to
 * ceil((i + 1)·H/O). Source: torch.nn.AdaptiveAvgPool2d.
 */
export const AdaptiveAvgPool2d: LayerSpec<AdaptiveAvgPool2dAttrs> = {
  outputShape(inputs, { outputSize }) {
    const [channels] = asMap('AdaptiveAvgPool2d', onlyInput('AdaptiveAvgPool2d', inputs));
    requireWhole('output_size', outputSize[0]);
    requireWhole('output_size', outputSize[1]);
    return [channels, ...outputSize];
  },
  parameters: () => [],
  macs: () => 0,
};
