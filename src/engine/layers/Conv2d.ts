import type { Shape } from '../shape.ts';
import type { Conv2dAttrs } from './attrs.ts';
import { asMap, onlyInput, requireGroups } from './check.ts';
import type { LayerSpec, WindowSpec } from './LayerSpec.ts';
import { slide, windowOver } from './sliding.ts';

/** `[in, H, W] → [outChannels, H', W']`. Parameters (k·k·in/groups)·out + out. Source: torch.nn.Conv2d. */
export const Conv2d: LayerSpec<Conv2dAttrs> = {
  outputShape(inputs, attrs) {
    const map = asMap('Conv2d', onlyInput('Conv2d', inputs));
    requireGroups(attrs.groups, map[0], attrs.outChannels);
    return [attrs.outChannels, ...slide(map, convWindow(map, attrs))];
  },
  parameters(inputs, attrs) {
    const [channels] = asMap('Conv2d', onlyInput('Conv2d', inputs));
    const weight = {
      name: 'weight',
      shape: [attrs.outChannels, channels / attrs.groups, ...attrs.kernelSize],
      buffer: false,
    };
    return attrs.bias ? [weight, { name: 'bias', shape: [attrs.outChannels], buffer: false }] : [weight];
  },
  macs(inputs, attrs) {
    const [channels] = asMap('Conv2d', onlyInput('Conv2d', inputs));
    const [outChannels = 0, height = 0, width = 0] = Conv2d.outputShape(inputs, attrs);
    return height * width * outChannels * (channels / attrs.groups) * attrs.kernelSize[0] * attrs.kernelSize[1];
  },
  window: convWindow,
};

function convWindow(input: Shape, { kernelSize, stride, padding, dilation }: Conv2dAttrs): WindowSpec {
  return windowOver(input, { kernelSize, stride, padding, dilation, ceilMode: false });
}
