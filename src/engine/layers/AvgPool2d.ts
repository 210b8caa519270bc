import type { AvgPool2dAttrs } from './attrs.ts';
import type { LayerSpec } from './LayerSpec.ts';
import { pooledShape } from './pooling.ts';
import { windowOver } from './sliding.ts';

/** The mean of each window, with the padding's zeros or without them (`countIncludePad`). Source: torch.nn.AvgPool2d. */
export const AvgPool2d: LayerSpec<AvgPool2dAttrs> = {
  outputShape: (inputs, attrs) => pooledShape('AvgPool2d', inputs, { ...attrs, dilation: [1, 1] }),
  parameters: () => [],
  macs: () => 0,
  window: (input, attrs) => windowOver(input, { ...attrs, dilation: [1, 1] }),
};
