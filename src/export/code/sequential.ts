import type { Analysis, NodeReport } from '../../engine/analysis.ts';
import { kerasLine } from './keras-line.ts';
import { kerasTransposed } from './keras-transposed.ts';
import { pytorchLine } from './pytorch-line.ts';

/** A chain of layers as runnable PyTorch: `nn.Sequential`, and an input of its shape. */
export function pytorchSequential(analysis: Analysis): string {
  const [input, ...layers] = analysis.reports;
  return [
    'import torch',
    'from torch import nn',
    '',
    'model = nn.Sequential(',
    ...layers.map((report) => `${indented(pytorchLine(report))},`),
    ')',
    ...(input === undefined ? [] : [pytorchLine(input)]),
  ].join('\n');
}

/** A chain of layers as Keras, with the layers that have no counterpart there as comments in PyTorch's words. */
export interface KerasSequential {
  readonly text: string;
  /** Names of the layers without a counterpart. */
  readonly missing: readonly string[];
}

/** A chain of layers as `keras.Sequential`; channels last. */
export function kerasSequential(analysis: Analysis): KerasSequential {
  const lines = analysis.reports.map((report) => ({ report, line: lineOf(report) }));
  return {
    text: [
      'import keras',
      'from keras import layers',
      '',
      'model = keras.Sequential([',
      ...lines.map(({ report, line }) => (line === null ? commented(report) : `${indented(line)},`)),
      '])',
    ].join('\n'),
    missing: [...new Set(lines.flatMap(({ report, line }) => (line === null ? [report.node.kind] : [])))],
  };
}

function lineOf(report: NodeReport): string | null {
  const { node } = report;
  return node.kind === 'ConvTranspose2d' ? kerasTransposed(node.attrs) : kerasLine(report);
}

function indented(lines: string): string {
  return lines.replace(/^/gm, '    ');
}

function commented(report: NodeReport): string {
  return pytorchLine(report).replace(/^/gm, '    # ');
}
