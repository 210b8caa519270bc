import type { Analysis } from '../engine/analysis.ts';
import { formatShape, numel } from '../engine/shape.ts';
import { grouped, twoDecimals } from './numbers.ts';
import { type TorchinfoRow, torchinfoRows } from './torchinfo-rows.ts';

const COLUMN_WIDTH = 25;
const LEAST_NAME_WIDTH = 40;
const INDENT = 5;

/** What Python's `sys.getsizeof` adds to the bytes of a tensor's storage, which torchinfo counts as input size. */
const STORAGE_OVERHEAD = 72;

/** Units of the totals. Source: torchinfo/model_statistics.py, to_readable. */
const SCALES = [
  { letter: 'T', size: 1e12 },
  { letter: 'G', size: 1e9 },
  { letter: 'M', size: 1e6 },
  { letter: 'k', size: 1e3 },
] as const;

/** Settings of the text. */
export interface TorchinfoOptions {
  /** Examples in the batch. Defaults to 1. */
  readonly batch?: number;
}

/**
 * The network as torchinfo 1.8 prints it, byte for byte: `summary(model, (1, 3, H, W), depth=6, mode='eval',
 * col_names=('input_size', 'output_size', 'num_params', 'kernel_size', 'mult_adds'), row_settings=('var_names', 'depth'))`.
 * Sizes are in powers of 1,000; mult-adds count biases and BatchNorm. Ends without a line break.
 */
export function torchinfoText(analysis: Analysis, { batch = 1 }: TorchinfoOptions = {}): string {
  const rows = torchinfoRows(analysis, batch);
  const longest = rows.reduce((most, row) => Math.max(most, rowName(row).length + row.depth * INDENT + 1), 0);
  const nameWidth = longest >= LEAST_NAME_WIDTH ? Math.ceil(longest / INDENT) * INDENT : LEAST_NAME_WIDTH;
  const rule = '='.repeat(nameWidth + 5 * COLUMN_WIDTH);
  const line = (name: string, values: readonly string[]): string =>
    [name.padEnd(nameWidth), ...values.map((value) => value.padEnd(COLUMN_WIDTH))].join(' ').trimEnd();
  return [
    rule,
    line('Layer (type (var_name):depth-idx)', ['Input Shape', 'Output Shape', 'Param #', 'Kernel Shape', 'Mult-Adds']),
    rule,
    ...rows.map((row) => line(treeMark(row.depth) + rowName(row), rowValues(row))),
    rule,
    ...totals(analysis, rows),
    rule,
    ...sizes(analysis, rows, batch),
    rule,
  ].join('\n');
}

function rowName({ type, name, depth, position }: TorchinfoRow): string {
  return depth === 0 ? `${type} (${name})` : `${type} (${name}): ${depth}-${position}`;
}

function treeMark(depth: number): string {
  if (depth === 0) return '';
  return depth === 1 ? '├─' : `${'│    '.repeat(depth - 1)}└─`;
}

function rowValues({ input, output, params, recursive, kernel, multAdds }: TorchinfoRow): readonly string[] {
  const count = recursive ? '(recursive)' : dashed(params);
  return [formatShape(input), formatShape(output), count, kernel, dashed(multAdds)];
}

function dashed(value: number): string {
  return value > 0 ? grouped(value) : '--';
}

function totals(analysis: Analysis, rows: readonly TorchinfoRow[]): readonly string[] {
  const multAdds = rows.reduce((sum, row) => sum + row.multAdds, 0);
  return [
    `Total params: ${grouped(analysis.trainable)}`,
    `Trainable params: ${grouped(analysis.trainable)}`,
    'Non-trainable params: 0',
    scaledLine('Total mult-adds', multAdds, ''),
  ];
}

/** Forward/backward counts the outputs of layers that own parameters, twice: once more for the gradient. */
function sizes(analysis: Analysis, rows: readonly TorchinfoRow[], batch: number): readonly string[] {
  const input = numel(analysis.input) * batch * 4 + STORAGE_OVERHEAD;
  const passes = rows
    .filter(({ leaf, params }) => leaf && params > 0)
    .reduce((sum, { output }) => sum + numel(output) * 8, 0);
  const params = analysis.trainable * 4;
  return [
    scaledLine('Input size', input, 'B'),
    scaledLine('Forward/backward pass size', passes, 'B'),
    scaledLine('Params size', params, 'B'),
    scaledLine('Estimated Total Size', input + passes + params, 'B'),
  ];
}

/** `Params size (MB): 46.76`. Below a thousand there is no unit, and what comes out whole has no decimals. */
function scaledLine(title: string, number: number, suffix: '' | 'B'): string {
  const scale = SCALES.find(({ size }) => number >= size);
  if (scale === undefined) return `${title}: ${grouped(number)}`;
  const value = number / scale.size;
  return `${title} (${scale.letter}${suffix}): ${Number.isInteger(value) ? grouped(value) : twoDecimals(value)}`;
}
