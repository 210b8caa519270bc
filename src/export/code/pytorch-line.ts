import type { NodeReport } from '../../engine/analysis.ts';
import type { Pair } from '../../engine/shape.ts';
import { paddingOf, shown } from './settings.ts';

/** The PyTorch source that makes one layer, one or two lines. Settings at torch's defaults are left out. Source: torch.nn 2.x. */
export function pytorchLine(report: NodeReport): string {
  const { node, inputs, output } = report;
  const channels = inputs[0]?.[0] ?? 0;
  const [first = 'x', ...others] = node.inputs.map(variable);
  switch (node.kind) {
    case 'Input':
      return `x = torch.randn(1, ${output.join(', ')})`;
    case 'Conv2d':
    case 'ConvTranspose2d':
      return convolution(report);
    case 'MaxPool2d':
    case 'AvgPool2d':
      return pooling(report);
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
      return `nn.${node.kind}(dim=${node.attrs.dim + 1})`;
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
      return `torch.flatten(${first}, 1)`;
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

/** `nn.Conv2d(…)` or `nn.ConvTranspose2d(…)`. */
function convolution(report: NodeReport): string {
  const { node, inputs } = report;
  switch (node.kind) {
    case 'Conv2d': {
      const { kernelSize, stride, dilation, groups, bias, outChannels } = node.attrs;
      const { before, padding } = padded(report);
      return `${before}nn.Conv2d(${list(
        inputs[0]?.[0] ?? 0,
        outChannels,
        `kernel_size=${pair(kernelSize)}`,
        shown('stride', pair(stride), '1'),
        shown('padding', padding, '0'),
        shown('dilation', pair(dilation), '1'),
        shown('groups', String(groups), '1'),
        bias ? '' : 'bias=False',
      )})`;
    }
    case 'ConvTranspose2d': {
      const { kernelSize, stride, padding, outputPadding, dilation, groups, bias, outChannels } = node.attrs;
      return `nn.ConvTranspose2d(${list(
        inputs[0]?.[0] ?? 0,
        outChannels,
        `kernel_size=${pair(kernelSize)}`,
        shown('stride', pair(stride), '1'),
        shown('padding', pair(padding), '0'),
        shown('output_padding', pair(outputPadding), '0'),
        shown('groups', String(groups), '1'),
        bias ? '' : 'bias=False',
        shown('dilation', pair(dilation), '1'),
      )})`;
    }
    default:
      return '';
  }
}

/** `nn.MaxPool2d(…)` or `nn.AvgPool2d(…)`. */
function pooling(report: NodeReport): string {
  const { node } = report;
  switch (node.kind) {
    case 'MaxPool2d': {
      const { kernelSize, stride, dilation, ceilMode } = node.attrs;
      const { before, padding } = padded(report);
      return `${before}nn.MaxPool2d(${list(
        `kernel_size=${pair(kernelSize)}`,
        shown('stride', pair(stride), pair(kernelSize)),
        shown('padding', padding, '0'),
        shown('dilation', pair(dilation), '1'),
        ceilMode ? 'ceil_mode=True' : '',
      )})`;
    }
    case 'AvgPool2d': {
      const { kernelSize, stride, ceilMode, countIncludePad } = node.attrs;
      const { before, padding } = padded(report);
      return `${before}nn.AvgPool2d(${list(
        `kernel_size=${pair(kernelSize)}`,
        shown('stride', pair(stride), pair(kernelSize)),
        shown('padding', padding, '0'),
        ceilMode ? 'ceil_mode=True' : '',
        countIncludePad ? '' : 'count_include_pad=False',
      )})`;
    }
    default:
      return '';
  }
}

/** torch pads both sides alike; other padding stands in a line of its own. */
function padded(report: NodeReport): { readonly before: string; readonly padding: string } {
  const [top, left, bottom, right] = paddingOf(report);
  if (top === bottom && left === right) return { before: '', padding: pair([top, left]) };
  return { before: `nn.ZeroPad2d((${left}, ${right}, ${top}, ${bottom})),\n`, padding: '0' };
}

/** A name for a node's output: its id with dots made `_`. */
function variable(id: string): string {
  return id.replaceAll('.', '_').replace(/^input$/, 'x');
}

function pair(value: Pair): string {
  return value[0] === value[1] ? String(value[0]) : tuple(value);
}

function tuple([height, width]: Pair): string {
  return `(${height}, ${width})`;
}

function list(...parts: readonly (string | number)[]): string {
  return parts.filter((part) => part !== '').join(', ');
}
