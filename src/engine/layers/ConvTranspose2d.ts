import { requireWhole } from '../require-whole.ts';
import type { ConvTranspose2dAttrs } from './attrs.ts';
import { asMap, onlyInput, requireGroups, shapeError } from './check.ts';
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
  const [kernel, stride, dilation] = [attrs.kernelSize[axis], attrs.stride[axis], attrs.dilation[axis]];
  const [padding, outputPadding] = [attrs.padding[axis], attrs.outputPadding[axis]];
  requireWhole('kernel_size', kernel);
  requireWhole('stride', stride);
  requireWhole('dilation', dilation);
  requireWhole('padding', padding, 0);
  requireWhole('output_padding', outputPadding, 0);
  requireLess(outputPadding, Math.max(stride, dilation));
  const output = (size - 1) * stride - 2 * padding + dilation * (kernel - 1) + outputPadding + 1;
  if (output >= 1) return output;
  throw shapeError(
    'emptyOutput',
    `the output would have ${output} elements along one axis. Use less padding.`,
    { output },
    'less padding',
  );
}

/** torch refuses more: output padding only chooses among the sizes that one stride makes equal. */
function requireLess(padding: number, limit: number): void {
  if (padding < limit) return;
  const repair = `output padding ${limit - 1}`;
  throw shapeError(
    'outputPaddingTooLarge',
    `output padding ${padding} must be smaller than ${limit}, the larger of stride and dilation. Use ${repair}.`,
    { padding, limit },
    repair,
  );
}
