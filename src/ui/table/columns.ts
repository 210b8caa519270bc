import type { NodeReport } from '../../engine/analysis.ts';
import { formatShape, numel } from '../../engine/shape.ts';
import type { Format } from '../../i18n/format.ts';
import type { Translate } from '../../i18n/translate.ts';
import { formatPair, groupsOf, inputsOf, intensityOf, kernelOf, lostOf, paddingOf, strideOf } from './cells.ts';

/** What a cell may need besides its layers. */
export interface CellContext {
  readonly format: Format;
  readonly t: Translate;
  /** Parameters of the whole network. */
  readonly params: number;
  /** MACs of the whole network. */
  readonly macs: number;
}

/** One column of the table. Its words are `table.column.<id>` and `table.hint.<id>`. */
export interface Column {
  readonly id: ColumnId;
  /** Numbers stand right, shapes and names left and monospaced. */
  readonly align: 'left' | 'right';
  /** What rows are sorted by. */
  order(report: NodeReport): number | string;
  cell(report: NodeReport, context: CellContext): string;
  /** Cell of a folded or unfolded group, where its layers' values add up or reach from first to last. */
  group?(reports: readonly NodeReport[], context: CellContext): string;
}

/** Name of a column. The path comes before all of them and is always there. */
export type ColumnId =
  | 'kind'
  | 'kernel'
  | 'stride'
  | 'padding'
  | 'groups'
  | 'input'
  | 'output'
  | 'params'
  | 'paramShare'
  | 'buffers'
  | 'macs'
  | 'macShare'
  | 'activation'
  | 'weights'
  | 'intensity'
  | 'field'
  | 'jump'
  | 'lost';

/** Pixels of a window from which kernel and stride leave room for what a layer costs. */
const WIDE = 1000;

/** The columns that are shown at first. */
export function usualColumns(): ReadonlySet<ColumnId> {
  const window: readonly ColumnId[] = innerWidth < WIDE ? [] : ['kernel', 'stride'];
  return new Set(['kind', ...window, 'output', 'params', 'paramShare', 'macs', 'macShare', 'activation', 'field']);
}

function left(id: ColumnId, text: (report: NodeReport) => string, order = text as Column['order']): Column {
  return { id, align: 'left', order, cell: text };
}

function total(
  id: ColumnId,
  value: (report: NodeReport) => number,
  write: (value: number, context: CellContext) => string,
): Column {
  return {
    id,
    align: 'right',
    order: value,
    cell: (report, context) => write(value(report), context),
    group: (reports, context) => write(sum(reports, value), context),
  };
}

/** Sum of one value over layers. */
function sum(reports: readonly NodeReport[], value: (report: NodeReport) => number): number {
  return reports.reduce((all, report) => all + value(report), 0);
}

const count = (value: number, { format }: CellContext): string => (value === 0 ? '–' : format.count(value));

function share(value: number, whole: number, { format }: CellContext): string {
  return value === 0 || whole === 0 ? '–' : format.percent(value / whole);
}

/** Every column, in the order of the table. */
export const columns: readonly Column[] = [
  left('kind', ({ node }) => node.kind),
  left('kernel', kernelOf, ({ window }) => (window === undefined ? 0 : window.kernelSize[0] * window.kernelSize[1])),
  left('stride', strideOf, ({ window }) => (window === undefined ? 0 : window.stride[0] * window.stride[1])),
  left('padding', paddingOf, ({ window }) => window?.padding.reduce((all, side) => all + side, 0) ?? 0),
  {
    id: 'groups',
    align: 'right',
    order: (report) => groupsOf(report) ?? 0,
    cell: (report, { format }) => format.count(groupsOf(report) ?? 0).replace(/^0$/, ''),
  },
  {
    ...left('input', inputsOf, ({ inputs }) => inputs.reduce((all, shape) => all + numel(shape), 0)),
    group: (reports) => reports[0]?.inputs.map(formatShape).join(' + ') ?? '',
  },
  {
    ...left(
      'output',
      ({ output }) => formatShape(output),
      ({ output }) => numel(output),
    ),
    group: (reports) => formatShape(reports.at(-1)?.output ?? []),
  },
  total('params', ({ params }) => params, count),
  total(
    'paramShare',
    ({ params }) => params,
    (value, context) => share(value, context.params, context),
  ),
  total('buffers', ({ buffers }) => buffers, count),
  total('macs', ({ macs }) => macs, count),
  total(
    'macShare',
    ({ macs }) => macs,
    (value, context) => share(value, context.macs, context),
  ),
  total(
    'activation',
    ({ activationBytes }) => activationBytes,
    (value, { format }) => format.bytes(value),
  ),
  total(
    'weights',
    ({ weightBytes }) => weightBytes,
    (value, { format }) => (value === 0 ? '–' : format.bytes(value)),
  ),
  {
    id: 'intensity',
    align: 'right',
    order: intensityOf,
    cell: (report, { format }) => (report.macs === 0 ? '–' : format.decimal(intensityOf(report), 1)),
  },
  {
    id: 'field',
    align: 'right',
    order: ({ receptiveField: { height, width, global } }) =>
      global ? Number.MAX_SAFE_INTEGER : height.size * width.size,
    cell: ({ receptiveField: { height, width, global } }, { t }) =>
      global ? t('table.whole') : formatPair([height.size, width.size], true),
  },
  {
    id: 'jump',
    align: 'right',
    order: ({ receptiveField: { height, width } }) => height.jump * width.jump,
    cell: ({ receptiveField: { height, width, global } }) =>
      global ? '–' : formatPair([height.jump, width.jump], true),
  },
  {
    id: 'lost',
    align: 'right',
    order: ({ lost }) => (lost === undefined ? -1 : lost.rows + lost.columns),
    cell: (report) => lostOf(report) ?? '',
  },
];
