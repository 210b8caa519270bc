import type { ConvTranspose2dAttrs } from './attrs.ts';
import { asMap, onlyInput, requireGroups, requireWhole, shapeError } from './check.ts';
import type { LayerSpec } from './LayerSpec.ts';

/**
 * `[in, H, W] → [outChannels, H', W']` with O = (I − 1)·S − 2P + D(K − 1) + outputPadding + 1.
 * Source: torch.nn.ConvTranspose2d.
 */
export const ConvTranspose2d: LayerSpec<ConvTranspose2dAttrs> = {
  outputShape(inputs, attrs) {
    const [channels, height, width] = asMap('ConvTranspose2d', onlyInput('ConvTranspose2d', inputs));
    requireGroups(attrs.groups, channels, attrs.outChannels);
    return [attrs.outChannels, transposedSize(height, attrs, 0), transposedSize(width, attrs, 1)];
  },
  parameters(inputs, attrs) {
    const [channels] = asMap('ConvTranspose2d', onlyInput('ConvTranspose2d', inputs));
    const weight = {
      name: 'weight',
      shape: [channels, attrs.outChannels / attrs.groups, ...attrs.kernelSize],
      buffer: false,
    };
    return attrs.bias ? [weight, { name: 'bias', shape: [attrs.outChannels], buffer: false }] : [weight];
  },
  macs(inputs, attrs) {
    const [channels, height, width] = asMap('ConvTranspose2d', onlyInput('ConvTranspose2d', inputs));
    return height * width * channels * (attrs.outChannels / attrs.groups) * attrs.kernelSize[0] * attrs.kernelSize[1];
  },
};

function transposedSize(size: number, attrs: ConvTranspose2dAttrs, axis: 0 | 1): number {
  const { kernelSize, stride, padding, outputPadding, dilation } = attrs;
  for (const [name, value] of [
    ['kernel size', kernelSize[axis]],
    ['stride', stride[axis]],
    ['dilation', dilation[axis]],
  ] as const)
    requireWhole(name, value);
  requireWhole('padding', padding[axis], 0);
  const output =
    (size - 1) * stride[axis] - 2 * padding[axis] + dilation[axis] * (kernelSize[axis] - 1) + outputPadding[axis] + 1;
  if (output < 1)
    throw shapeError(
      'emptyOutput',
      `the output would have ${output} elements along one axis. Use less padding.`,
      { output },
      'less padding',
    );
  return output;
}
