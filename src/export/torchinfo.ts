import type { Analysis } from '../engine/analysis.ts';
import { formatShape, numel } from '../engine/shape.ts';
import { grouped } from './numbers.ts';
import { type TorchinfoRow, torchinfoRows } from './torchinfo-rows.ts';

const COLUMN_WIDTH = 25;
const LEAST_NAME_WIDTH = 40;
const INDENT = 5;

/** What Python's `sys.getsizeof` adds to the bytes of a tensor's storage, which torchinfo counts as input size. */
const STORAGE_OVERHEAD = 72;

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
  const longest = Math.max(...rows.map((row) => rowName(row).length + row.depth * INDENT + 1));
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

function rowValues({ input, output, params, kernel, multAdds }: TorchinfoRow): readonly string[] {
  return [formatShape(input), formatShape(output), dashed(params), kernel, dashed(multAdds)];
}

function dashed(value: number): string {
  return value > 0 ? grouped(value) : '--';
}

function totals(analysis: Analysis, rows: readonly TorchinfoRow[]): readonly string[] {
  const multAdds = rows.reduce((sum, row) => sum + row.multAdds, 0);
  const { unit, value } = scaled(multAdds);
  return [
    `Total params: ${grouped(analysis.trainable)}`,
    `Trainable params: ${grouped(analysis.trainable)}`,
    'Non-trainable params: 0',
    `Total mult-adds${unit === '' ? '' : ` (${unit})`}: ${value}`,
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
    sizeLine('Input size', input),
    sizeLine('Forward/backward pass size', passes),
    sizeLine('Params size', params),
    sizeLine('Estimated Total Size', input + passes + params),
  ];
}

function sizeLine(title: string, bytes: number): string {
  const { unit, value } = scaled(bytes);
  return `${title} (${unit}B): ${value}`;
}

function scaled(number: number): { readonly unit: string; readonly value: string } {
  const units = [
    ['T', 1e12],
    ['G', 1e9],
    ['M', 1e6],
    ['k', 1e3],
    ['', 1],
  ] as const;
  const [unit, size] = units.find(([, least]) => number >= least) ?? (['', 1] as const);
  return { unit, value: (number / size).toFixed(2) };
}
