import { requireWhole } from '../require-whole.ts';
import type { Shape } from '../shape.ts';
import type { LinearAttrs } from './attrs.ts';
import { onlyInput } from './check.ts';
import type { LayerSpec } from './LayerSpec.ts';

/** y = x Wᵀ + b over the last axis. Parameters in·out + out. Source: torch.nn.Linear. */
export const Linear: LayerSpec<LinearAttrs> = {
  outputShape(inputs, { outFeatures }) {
    requireWhole('out_features', outFeatures);
    return [...onlyInput('Linear', inputs).slice(0, -1), outFeatures];
  },
  parameters(inputs, { outFeatures, bias }) {
    const weight = { name: 'weight', shape: [outFeatures, inFeatures(inputs)], buffer: false };
    return bias ? [weight, { name: 'bias', shape: [outFeatures], buffer: false }] : [weight];
  },
  macs(inputs, { outFeatures }) {
    const input = onlyInput('Linear', inputs);
    return input.reduce((product, size) => product * size, 1) * outFeatures;
  },
};

function inFeatures(inputs: readonly Shape[]): number {
  return onlyInput('Linear', inputs).at(-1) ?? 0;
}
