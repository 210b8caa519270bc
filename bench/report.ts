import { cpus } from 'node:os';
import type { Measurement } from './measure.ts';
import type { EngineName } from './page/protocol.ts';
import { geometricMean, median } from './statistics.ts';

/** All measurements of one network. */
export interface Row {
  readonly network: string;
  readonly size: number;
  readonly measurements: readonly Measurement[];
}

/** How the table was made. */
export interface Circumstances {
  readonly browser: string;
  readonly repeats: number;
  readonly date: string;
}

/** The table of all networks in Markdown: medians in milliseconds, and how many times as long onnxruntime-web takes. */
export function report(
  rows: readonly Row[],
  threads: readonly number[],
  { browser, repeats, date }: Circumstances,
): string {
  const engines = rows[0]?.measurements.map(({ contender }) => contender) ?? [];
  const head = [
    'network',
    ...engines.map(({ engine, threads: count }) => `${engine}, ${count} thread${count === 1 ? '' : 's'}`),
    ...threads.map((count) => `ort ÷ fused, ${count}`),
    'greatest difference',
  ];
  const lines = rows.map(({ network, size, measurements }) => [
    `${network} ${size}²`,
    ...measurements.map((measurement) => measurement.median.toFixed(1)),
    ...threads.map((count) => advantage(measurements, count).toFixed(2)),
    Math.max(...measurements.map(({ difference }) => difference)).toExponential(1),
  ]);
  const means = threads.map((count) => geometricMean(rows.map(({ measurements }) => advantage(measurements, count))));
  const last = ['geometric mean', ...engines.map(() => ''), ...means.map((mean) => mean.toFixed(2)), ''];
  const [cpu] = cpus();
  return [
    `${date}, ${browser}, ${cpus().length} × ${cpu?.model.trim()}.`,
    `Medians of ${repeats} rounds in milliseconds, batch 1; the contenders run in turns. Ratios are medians of the rounds' ratios.`,
    'The difference is that of the logits, relative to the greatest one.',
    '',
    toTable([head, ...lines, last]),
    '',
  ].join('\n');
}

/** How many times as long onnxruntime-web took: the median over the rounds, in each of which both ran. */
function advantage(measurements: readonly Measurement[], threads: number): number {
  const runsOf = (name: EngineName): readonly number[] =>
    measurements.find(({ contender }) => contender.engine === name && contender.threads === threads)?.runs ?? [];
  const ours = runsOf('fused');
  return median(runsOf('ort').map((milliseconds, round) => milliseconds / (ours[round] ?? Number.NaN)));
}

function toTable([head = [], ...lines]: readonly (readonly string[])[]): string {
  const toLine = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [toLine(head), toLine(head.map((_cell, index) => (index === 0 ? '---' : '---:'))), ...lines.map(toLine)].join(
    '\n',
  );
}
