import type { Analysis } from '../engine/analysis.ts';
import { countValues } from '../engine/count-values.ts';
import { formatShape, numel, type Shape } from '../engine/shape.ts';
import { grouped, mebibytes } from './numbers.ts';
import { containerSpans, runningReports } from './running-modules.ts';

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

/** Modules in the order in which their forward pass ends: what a block holds comes before the block. The root is not listed. */
function listedRows(analysis: Analysis): readonly Row[] {
  const closing = new Map<string, Row[]>();
  const spans = [...containerSpans(analysis).values()].filter(({ path, type }) => path !== '' && type !== 'Sequential');
  for (const { type, last } of spans.toReversed()) {
    const rows = closing.get(last.node.id) ?? [];
    rows.push({ type, output: last.output, params: 0 });
    closing.set(last.node.id, rows);
  }
  return runningReports(analysis).flatMap((report) => {
    const { node, output, parameters } = report;
    // torchsummary counts a module at every run.
    const params = countValues(parameters, 'learned');
    const own = node.module === undefined ? [] : [{ type: node.kind, output, params }];
    return [...own, ...(closing.get(node.id) ?? [])];
  });
}
