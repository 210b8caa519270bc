import { cpus, loadavg } from 'node:os';
import { bytesCells, bytesHead, bytesNotes } from './bytes-columns.ts';
import type { Measurement } from './measure.ts';
import type { Contender } from './page/protocol.ts';
import { geometricMean, median } from './statistics.ts';
import { titleOf } from './title-of.ts';
import { toTable } from './to-table.ts';

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

/** Two contenders whose times are compared. */
export interface Pair {
  readonly theirs: Contender;
  readonly ours: Contender;
}

/** The table of all networks in Markdown: medians in milliseconds, and how many times as long theirs takes. */
export function report(
  rows: readonly Row[],
  pairs: readonly Pair[],
  { browser, repeats, date }: Circumstances,
): string {
  const contenders = rows[0]?.measurements ?? [];
  const bytesColumns = bytesHead(contenders);
  const head = [
    'network',
    ...contenders.map(({ contender }) => titleOf(contender)),
    ...pairs.map(({ theirs, ours }) => `${titleOf(theirs)} ÷ ${titleOf(ours)}`),
    'difference',
    ...bytesColumns,
  ];
  const lines = rows.map(({ network, size, measurements }) => [
    `${network} ${size}²`,
    ...measurements.map(cellOf),
    ...pairs.map((pair) => advantage(measurements, pair).toFixed(2)),
    Math.max(...measurements.map(({ difference }) => difference)).toExponential(1),
    ...bytesCells(network, size, measurements),
  ]);
  const means = pairs.map((pair) => geometricMean(rows.map(({ measurements }) => advantage(measurements, pair))));
  const last = [
    'geometric mean',
    ...contenders.map(() => ''),
    ...means.map((mean) => mean.toFixed(2)),
    '',
    ...bytesColumns.map(() => ''),
  ];
  const [cpu] = cpus();
  return [
    `${date}, ${browser}, ${cpus().length} × ${cpu?.model.trim()}; load average ${loadavg()[2]?.toFixed(1)}, so that only ratios count.`,
    `Medians of ${repeats} rounds in milliseconds, batch 1; the contenders run in turns, and ratios are medians of the rounds' ratios.`,
    'The difference is the greatest one of a logit between the contenders, relative to the greatest logit.',
    ...bytesNotes(contenders),
    '',
    toTable([head, ...lines, last]),
    '',
  ].join('\n');
}

function cellOf({ median: milliseconds, traffic }: Measurement): string {
  const time = milliseconds.toFixed(1);
  return traffic === undefined ? time : `${time} (${traffic.dispatches} kernels)`;
}

/** How many times as long theirs took: the median over the rounds, in each of which both ran. */
function advantage(measurements: readonly Measurement[], { theirs, ours }: Pair): number {
  const runsOf = (wanted: Contender): readonly number[] =>
    measurements.find(({ contender }) => titleOf(contender) === titleOf(wanted))?.runs ?? [];
  const own = runsOf(ours);
  return median(runsOf(theirs).map((milliseconds, round) => milliseconds / (own[round] ?? Number.NaN)));
}
