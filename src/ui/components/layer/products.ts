import type { NodeReport } from '../../../engine/analysis.ts';

/** How the learned values are counted, as a sum of products: `3·3·256·256`, `(3·3·256/32)·256 + 256`; empty for none. */
export function parameterProduct({ node, inputs, params, output }: NodeReport): string {
  if (params === 0) return '';
  const channels = inputs[0]?.[0] ?? 0;
  switch (node.kind) {
    case 'Conv2d':
    case 'ConvTranspose2d': {
      const { kernelSize, groups, bias, outChannels } = node.attrs;
      const depth = groups === 1 ? `${channels}` : `(${channels}/${groups})`;
      return `${kernelSize.join('·')}·${depth}·${outChannels}${bias ? ` + ${outChannels}` : ''}`;
    }
    case 'Linear':
      return `${inputs[0]?.at(-1) ?? 0}·${node.attrs.outFeatures}${node.attrs.bias ? ` + ${node.attrs.outFeatures}` : ''}`;
    case 'BatchNorm2d':
      return `2·${output[0] ?? 0}`;
    default:
      return '';
  }
}

/** How multiply-accumulates are counted: places of the output times the weights that each needs; empty for none. */
export function macProduct({ node, inputs, output, macs }: NodeReport): string {
  if (macs === 0) return '';
  const channels = inputs[0]?.[0] ?? 0;
  switch (node.kind) {
    case 'Conv2d': {
      const { kernelSize, groups, outChannels } = node.attrs;
      const depth = groups === 1 ? `${channels}` : `(${channels}/${groups})`;
      return `${output.slice(1).join('·')} · ${kernelSize.join('·')}·${depth}·${outChannels}`;
    }
    case 'ConvTranspose2d': {
      const { kernelSize, groups, outChannels } = node.attrs;
      return `${inputs[0]?.slice(1).join('·')} · ${kernelSize.join('·')}·${channels}·${outChannels / groups}`;
    }
    case 'Linear':
      return `${inputs[0]?.at(-1) ?? 0}·${node.attrs.outFeatures}`;
    default:
      return '';
  }
}
