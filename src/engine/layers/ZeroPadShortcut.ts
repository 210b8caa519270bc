import { requireWhole } from '../require-whole.ts';
import type { ZeroPadShortcutAttrs } from './attrs.ts';
import { asMap, onlyInput, shapeError } from './check.ts';
import type { LayerSpec } from './LayerSpec.ts';

/** Option A: `[in, H, W] → [outChannels, ceil(H / stride), ceil(W / stride)]`, zeros for the new channels. Source: arXiv 1512.03385 § 3.3. */
export const ZeroPadShortcut: LayerSpec<ZeroPadShortcutAttrs> = {
  outputShape(inputs, { outChannels, stride }) {
    const [channels, height, width] = asMap('ZeroPadShortcut', onlyInput('ZeroPadShortcut', inputs));
    requireWhole('stride', stride);
    requireWhole('out_channels', outChannels);
    if (outChannels < channels)
      throw shapeError(
        'shortcutShrinks',
        `a zero-padding shortcut can only add channels: ${channels} do not become ${outChannels}. Use a projection.`,
        { channels, outChannels },
        'a 1×1 projection',
      );
    return [outChannels, Math.ceil(height / stride), Math.ceil(width / stride)];
  },
  parameters: () => [],
  macs: () => 0,
  window: (_input, { stride }) => ({
    kernelSize: [1, 1],
    stride: [stride, stride],
    padding: [0, 0, 0, 0],
    dilation: [1, 1],
    ceilMode: false,
  }),
};
