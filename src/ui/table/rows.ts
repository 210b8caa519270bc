import type { Analysis, NodeReport } from '../../engine/analysis.ts';
import { formatShape } from '../../engine/shape.ts';
import { groupOfKind, type KindGroup } from '../components/kind-groups.ts';
import { kernelOf, paddingOf, strideOf } from './cells.ts';
import type { Column } from './columns.ts';

/** One row: a layer, or the sum of a stage or block. */
export type Row =
  | { readonly type: 'layer'; readonly id: string; readonly depth: number; readonly report: NodeReport }
  | {
      readonly type: 'group';
      readonly id: string;
      readonly depth: number;
      /** torch class of a block; empty for a stage. */
      readonly kind: string;
      readonly reports: readonly NodeReport[];
      readonly isFolded: boolean;
    };

/** How the table is asked to look. */
export interface RowOptions {
  /** Words that must all occur in name, kind, shape or window (`conv k3 s2`, `14x14`). */
  readonly filter: string;
  /** Groups of kinds that are shown; all if empty. */
  readonly kinds: ReadonlySet<KindGroup>;
  readonly sort: { readonly column: Column | null; readonly descending: boolean };
  /** Ids of folded stages and blocks. */
  readonly folded: ReadonlySet<string>;
}

/** The rows to show: in the order of execution under their stages and blocks, or without groups when sorted by a column. */
export function tableRows(analysis: Analysis, { filter, kinds, sort, folded }: RowOptions): readonly Row[] {
  const terms = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = analysis.reports.filter(
    (report) => (kinds.size === 0 || kinds.has(groupOfKind[report.node.kind])) && matches(report, terms),
  );
  const { column, descending } = sort;
  if (column === null) return grouped(analysis, shown, folded);
  const sign = descending ? -1 : 1;
  return [...shown]
    .sort((a, b) => sign * compare(column.order(a), column.order(b)) || a.index - b.index)
    .map((report) => ({ type: 'layer', id: report.node.id, depth: 0, report }));
}

/** Ids of all stages and blocks that the table can fold. */
export function foldable(analysis: Analysis): readonly string[] {
  return tableRows(analysis, {
    filter: '',
    kinds: new Set(),
    sort: { column: null, descending: false },
    folded: new Set(),
  })
    .filter((row) => row.type === 'group')
    .map((row) => row.id);
}

function compare(a: number | string, b: number | string): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'en');
}

function grouped(analysis: Analysis, reports: readonly NodeReport[], folded: ReadonlySet<string>): readonly Row[] {
  const rows: Row[] = [];
  for (const stage of runs(reports, (report) => report.node.stage)) {
    const hasHead = stage.reports.length > 1;
    if (hasHead) rows.push(head(stage, 0, '', folded));
    if (hasHead && folded.has(stage.id)) continue;
    const depth = hasHead ? 1 : 0;
    for (const block of runs(stage.reports, (report) => report.node.block ?? '')) {
      if (block.id === '') {
        for (const report of block.reports) rows.push({ type: 'layer', id: report.node.id, depth, report });
        continue;
      }
      if (block.id !== stage.id) {
        const kind = analysis.graph.blocks.find(({ id }) => id === block.id)?.type ?? '';
        rows.push(head(block, depth, kind, folded));
        if (folded.has(block.id)) continue;
      }
      const inner = block.id === stage.id ? depth : depth + 1;
      for (const report of block.reports) rows.push({ type: 'layer', id: report.node.id, depth: inner, report });
    }
  }
  return rows;
}

interface Run {
  readonly id: string;
  readonly reports: NodeReport[];
}

/** Neighbouring layers with the same key, in order. A key that comes back later starts a run of its own. */
function runs(reports: readonly NodeReport[], key: (report: NodeReport) => string): readonly Run[] {
  const found: Run[] = [];
  for (const report of reports) {
    const last = found.at(-1);
    const id = key(report);
    if (last?.id === id) last.reports.push(report);
    else found.push({ id, reports: [report] });
  }
  return found;
}

function head({ id, reports }: Run, depth: number, kind: string, folded: ReadonlySet<string>): Row {
  return { type: 'group', id, depth, kind, reports, isFolded: folded.has(id) };
}

/** Whether every term occurs in what a reader would type for this layer. */
function matches(report: NodeReport, terms: readonly string[]): boolean {
  if (terms.length === 0) return true;
  const shapes = [...report.inputs, report.output];
  const text = [
    report.node.id,
    report.node.kind,
    ...shapes.map((shape) => `${formatShape(shape)} ${shape.join('x')} ${shape.join('×')} ${shape.join(',')}`),
    `k${kernelOf(report)} k${kernelOf(report).replace('×', 'x')} s${strideOf(report)} p${paddingOf(report)}`,
  ]
    .join(' ')
    .toLowerCase();
  return terms.every((term) => text.includes(term));
}
