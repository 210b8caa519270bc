import type { Analysis, NodeReport } from '../engine/analysis.ts';
import { formatShape, numel, type Shape } from '../engine/shape.ts';
import { grouped, mebibytes } from './numbers.ts';

/** Settings of the text. */
export interface TorchsummaryOptions {
  /** Examples in the batch; −1, torchsummary's default, counts as one. */
  readonly batch?: number;
}

interface Row {
  readonly type: string;
  readonly output: Shape;
  readonly params: number;
}

/**
 * The network as torchsummary 1.5 prints it. Its conventions: 1 MB is 2²⁰ bytes; every module's output counts, those of blocks once
 * more; outputs count twice for the backward pass; `Sequential` is not listed; modules that do not run are not counted.
 * Source: sksq96/pytorch-summary, torchsummary.py.
 */
export function torchsummaryText(analysis: Analysis, { batch = -1 }: TorchsummaryOptions = {}): string {
  const rows = listedRows(analysis);
  const examples = Math.abs(batch);
  const params = rows.reduce((sum, row) => sum + row.params, 0);
  const input = numel(analysis.input) * examples * 4;
  const passes = rows.reduce((sum, { output }) => sum + numel(output), 0) * examples * 8;
  const total = input + passes + params * 4;
  const thin = '-'.repeat(64);
  const thick = '='.repeat(64);
  return [
    thin,
    line('Layer (type)', 'Output Shape', 'Param #'),
    thick,
    ...rows.map((row, index) =>
      line(`${row.type}-${index + 1}`, formatShape([batch, ...row.output]), grouped(row.params)),
    ),
    thick,
    `Total params: ${grouped(params)}`,
    `Trainable params: ${grouped(params)}`,
    'Non-trainable params: 0',
    thin,
    `Input size (MB): ${mebibytes(input)}`,
    `Forward/backward pass size (MB): ${mebibytes(passes)}`,
    `Params size (MB): ${mebibytes(params * 4)}`,
    `Estimated Total Size (MB): ${mebibytes(total)}`,
    thin,
  ].join('\n');
}

function line(name: string, shape: string, params: string): string {
  return `${name.padStart(20)}  ${shape.padStart(25)} ${params.padStart(15)}`;
}

/** Modules in the order in which their forward pass ends: what a block holds comes before the block. */
function listedRows(analysis: Analysis): readonly Row[] {
  const running = analysis.reports.filter(({ node }) => node.role === undefined && node.kind !== 'Input');
  const containers = analysis.graph.containers.filter(({ path, type }) => path !== '' && type !== 'Sequential');
  const closing = new Map<NodeReport, Row[]>();
  for (const { path, type } of containers.toSorted((a, b) => b.path.length - a.path.length)) {
    const last = running.findLast(({ node }) => (node.module ?? node.id).startsWith(`${path}.`));
    if (last === undefined) continue;
    closing.set(last, [...(closing.get(last) ?? []), { type, output: last.output, params: 0 }]);
  }
  return running.flatMap((report) => {
    const own =
      report.node.module === undefined
        ? []
        : [{ type: report.node.kind, output: report.output, params: report.params }];
    return [...own, ...(closing.get(report) ?? [])];
  });
}
