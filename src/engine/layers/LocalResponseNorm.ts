import { requireWhole } from '../require-whole.ts';
import type { LocalResponseNormAttrs } from './attrs.ts';
import { asMap, onlyInput } from './check.ts';
import type { LayerSpec } from './LayerSpec.ts';

/** x / (k + alpha/size · Σ x²)^beta over `size` neighbouring channels. Source: torch.nn.LocalResponseNorm. */
export const LocalResponseNorm: LayerSpec<LocalResponseNormAttrs> = {
  outputShape(inputs, { size }) {
    requireWhole('size', size);
    return asMap('LocalResponseNorm', onlyInput('LocalResponseNorm', inputs));
  },
  parameters: () => [],
  macs: () => 0,
};
