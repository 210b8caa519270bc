import type { MaxPool2dAttrs } from './attrs.ts';
import type { LayerSpec } from './LayerSpec.ts';
import { pooledShape } from './pooling.ts';
import { windowOver } from './sliding.ts';

/** The greatest value of each window; padding counts as minus infinity. Source: torch.nn.MaxPool2d. */
export const MaxPool2d: LayerSpec<MaxPool2dAttrs> = {
  outputShape: (inputs, attrs) => pooledShape('MaxPool2d', inputs, attrs),
  parameters: () => [],
  macs: () => 0,
  window: windowOver,
};
