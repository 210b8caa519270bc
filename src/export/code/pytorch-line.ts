import type { NodeReport } from '../../engine/analysis.ts';
import type { AvgPool2dAttrs, Conv2dAttrs, ConvTranspose2dAttrs, MaxPool2dAttrs } from '../../engine/layers/attrs.ts';
import { list, paddingOf, pair, shown, tuple } from './settings.ts';

/** The PyTorch source that makes one layer, one or two lines. Settings at torch's defaults are left out. Source: torch.nn 2.x. */
export function pytorchLine(report: NodeReport): string {
  const { node, inputs, output } = report;
  const channels = inputs[0]?.[0] ?? 0;
  const [first = 'x', ...others] = node.inputs.map(variable);
  switch (node.kind) {
    case 'Input':
      return `x = torch.randn(1, ${output.join(', ')})`;
    case 'Conv2d':
      return conv2dLine(report, node.attrs);
    case 'ConvTranspose2d':
      return convTranspose2dLine(channels, node.attrs);
    case 'MaxPool2d':
      return maxPool2dLine(report, node.attrs);
    case 'AvgPool2d':
      return avgPool2dLine(report, node.attrs);
    case 'AdaptiveAvgPool2d':
      return `nn.AdaptiveAvgPool2d(${tuple(node.attrs.outputSize)})`;
    case 'BatchNorm2d':
      return `nn.BatchNorm2d(${list(channels, shown('eps', String(node.attrs.eps), '0.00001'))})`;
    case 'LocalResponseNorm': {
      const { size, alpha, beta, k } = node.attrs;
      return `nn.LocalResponseNorm(${list(
        size,
        shown('alpha', String(alpha), '0.0001'),
        shown('beta', String(beta), '0.75'),
        shown('k', String(k), '1'),
      )})`;
    }
    case 'Linear':
      return `nn.Linear(${list(inputs[0]?.at(-1) ?? 0, node.attrs.outFeatures, node.attrs.bias ? '' : 'bias=False')})`;
    case 'LeakyReLU':
      return `nn.LeakyReLU(${node.attrs.negativeSlope})`;
    case 'Dropout':
      return `nn.Dropout(p=${node.attrs.p})`;
    case 'Softmax':
    case 'LogSoftmax':
      // torch counts the batch axis, from the front only.
      return `nn.${node.kind}(dim=${node.attrs.dim < 0 ? node.attrs.dim : node.attrs.dim + 1})`;
    case 'ZeroPad2d': {
      const [top, left, bottom, right] = node.attrs.padding;
      return `nn.ZeroPad2d((${left}, ${right}, ${top}, ${bottom}))`;
    }
    case 'ZeroPadShortcut': {
      const missing = node.attrs.outChannels - channels;
      const half = Math.floor(missing / 2);
      const { stride } = node.attrs;
      return `F.pad(${first}[:, :, ::${stride}, ::${stride}], (0, 0, 0, 0, ${half}, ${missing - half}))`;
    }
    case 'Flatten':
      return node.module === undefined ? `torch.flatten(${first}, 1)` : 'nn.Flatten()';
    case 'Add':
      return [first, ...others].join(' + ');
    case 'Concat':
      return `torch.cat([${[first, ...others].join(', ')}], dim=1)`;
    case 'ReLU':
      return node.module === undefined ? `F.relu(${first})` : 'nn.ReLU()';
    case 'Sigmoid':
    case 'Tanh':
    case 'GELU':
    case 'Identity':
      return `nn.${node.kind}()`;
  }
}

function conv2dLine(report: NodeReport, attrs: Conv2dAttrs): string {
  const { before, padding } = padded(report, 'nn.ZeroPad2d');
  return `${before}nn.Conv2d(${list(
    report.inputs[0]?.[0] ?? 0,
    attrs.outChannels,
    `kernel_size=${pair(attrs.kernelSize)}`,
    shown('stride', pair(attrs.stride), '1'),
    shown('padding', padding, '0'),
    shown('dilation', pair(attrs.dilation), '1'),
    shown('groups', String(attrs.groups), '1'),
    attrs.bias ? '' : 'bias=False',
  )})`;
}

function convTranspose2dLine(channels: number, attrs: ConvTranspose2dAttrs): string {
  return `nn.ConvTranspose2d(${list(
    channels,
    attrs.outChannels,
    `kernel_size=${pair(attrs.kernelSize)}`,
    shown('stride', pair(attrs.stride), '1'),
    shown('padding', pair(attrs.padding), '0'),
    shown('output_padding', pair(attrs.outputPadding), '0'),
    shown('groups', String(attrs.groups), '1'),
    attrs.bias ? '' : 'bias=False',
    shown('dilation', pair(attrs.dilation), '1'),
  )})`;
}

function maxPool2dLine(report: NodeReport, attrs: MaxPool2dAttrs): string {
  const { before, padding } = padded(report, 'nn.ConstantPad2d', "float('-inf')");
  return `${before}nn.MaxPool2d(${list(
    `kernel_size=${pair(attrs.kernelSize)}`,
    shown('stride', pair(attrs.stride), pair(attrs.kernelSize)),
    shown('padding', padding, '0'),
    shown('dilation', pair(attrs.dilation), '1'),
    attrs.ceilMode ? 'ceil_mode=True' : '',
  )})`;
}

function avgPool2dLine(report: NodeReport, attrs: AvgPool2dAttrs): string {
  const { before, padding } = padded(report, 'nn.ZeroPad2d');
  return `${before}nn.AvgPool2d(${list(
    `kernel_size=${pair(attrs.kernelSize)}`,
    shown('stride', pair(attrs.stride), pair(attrs.kernelSize)),
    shown('padding', padding, '0'),
    attrs.ceilMode ? 'ceil_mode=True' : '',
    attrs.countIncludePad ? '' : 'count_include_pad=False',
  )})`;
}

/**
 * torch pads both sides alike, before pooling at most half of the kernel; other padding stands in a line of its own, made by `module` with
 * `value`.
 */
function padded(report: NodeReport, module: string, value = ''): { readonly before: string; readonly padding: string } {
  const [top, left, bottom, right] = paddingOf(report);
  const [height = 0, width = 0] = report.window?.kernelSize ?? [];
  const isTaken = report.node.kind === 'Conv2d' || (top <= height / 2 && left <= width / 2);
  if (top === bottom && left === right && isTaken) return { before: '', padding: pair([top, left]) };
  return { before: `${module}(${list(`(${left}, ${right}, ${top}, ${bottom})`, value)}),\n`, padding: '0' };
}

/** A name for a node's output: its id with dots made `_`. */
function variable(id: string): string {
  return id.replaceAll('.', '_').replace(/^input$/, 'x');
}
