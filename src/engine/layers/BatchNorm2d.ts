import type { BatchNorm2dAttrs } from './attrs.ts';
import { asMap, onlyInput } from './check.ts';
import type { LayerSpec } from './LayerSpec.ts';

/** (x − running_mean) / √(running_var + eps) · weight + bias, a channel at a time. Source: torch.nn.BatchNorm2d at inference. */
export const BatchNorm2d: LayerSpec<BatchNorm2dAttrs> = {
  outputShape: (inputs) => asMap('BatchNorm2d', onlyInput('BatchNorm2d', inputs)),
  parameters(inputs) {
    const [channels] = asMap('BatchNorm2d', onlyInput('BatchNorm2d', inputs));
    return [
      { name: 'weight', shape: [channels], buffer: false },
      { name: 'bias', shape: [channels], buffer: false },
      { name: 'running_mean', shape: [channels], buffer: true },
      { name: 'running_var', shape: [channels], buffer: true },
    ];
  },
  macs: () => 0,
};
