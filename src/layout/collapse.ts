import type { Analysis, NodeReport, Residual } from '../engine/analysis.ts';
import type { Block, Stage } from '../engine/graph.ts';
import type { LayoutView } from './Layout.ts';
import { toUnits, type Unit } from './units.ts';

/** A block on the spine: its nodes, and the residual connection that ends in it. */
interface BlockItem {
  readonly block: Block;
  readonly reports: readonly NodeReport[];
  readonly residual: Residual | undefined;
}

/** A block of which nothing but itself is shown. */
export interface FoldedBlock extends BlockItem {
  readonly type: 'folded';
}

/** A block whose layers are shown. */
export interface OpenBlock extends BlockItem {
  readonly type: 'open';
  readonly units: readonly Unit[];
}

/** One thing on the spine. */
export type Item =
  | { readonly type: 'unit'; readonly unit: Unit }
  | FoldedBlock
  | OpenBlock
  | { readonly type: 'stage'; readonly stage: Stage; readonly reports: readonly NodeReport[] };

/** The nodes that something on the spine stands for, in the order of execution. */
export function reportsOf(item: Item): readonly NodeReport[] {
  return item.type === 'unit' ? item.unit.reports : item.reports;
}

/** A stage with what is shown of it. */
export interface StageItems {
  readonly stage: Stage | null;
  readonly reports: readonly NodeReport[];
  readonly items: readonly Item[];
}

/**
 * What is shown at this level, stage by stage: folded stages, folded and open blocks, boxes of layers.
 * Post-condition: every report stands in exactly one item; items are in the order of execution.
 */
export function collapse(analysis: Analysis, view: LayoutView): readonly StageItems[] {
  const tables = {
    blocks: new Map(analysis.graph.blocks.map((block) => [block.id, block])),
    residuals: new Map(analysis.residuals.map((residual) => [residual.add, residual])),
  };
  return byStage(analysis).map(({ stage, reports }) => {
    const isFolded =
      stage !== null &&
      view.level === 0 &&
      !view.opened.has(stage.id) &&
      !reports.some(({ node }) => node.block !== undefined && view.opened.has(node.block));
    if (isFolded) return { stage, reports, items: [{ type: 'stage', stage, reports }] };
    return { stage, reports, items: itemsOf(analysis, tables, reports, view) };
  });
}

function byStage(
  analysis: Analysis,
): readonly { readonly stage: Stage | null; readonly reports: readonly NodeReport[] }[] {
  const stages = new Map(analysis.graph.stages.map((stage) => [stage.id, stage]));
  const runs: { stage: Stage | null; reports: NodeReport[] }[] = [];
  for (const report of analysis.reports) {
    const stage = stages.get(report.node.stage) ?? null;
    const run = runs.at(-1);
    if (run !== undefined && run.stage === stage) run.reports.push(report);
    else runs.push({ stage, reports: [report] });
  }
  return runs;
}

/** What is looked up for every block: a search each would make time grow with the square of their number. */
interface Tables {
  readonly blocks: ReadonlyMap<string, Block>;
  /** By the `Add` that each ends in. */
  readonly residuals: ReadonlyMap<string, Residual>;
}

function itemsOf(
  analysis: Analysis,
  { blocks, residuals }: Tables,
  reports: readonly NodeReport[],
  { level, opened }: LayoutView,
): readonly Item[] {
  const items: Item[] = [];
  for (let at = 0; at < reports.length; ) {
    const id = reports[at]?.node.block;
    let end = at + 1;
    while (end < reports.length && reports[end]?.node.block === id) end++;
    const run = reports.slice(at, end);
    const block = id === undefined ? undefined : blocks.get(id);
    const residual = run.flatMap(({ node }) => residuals.get(node.id) ?? [])[0];
    if (block === undefined) for (const unit of toUnits(analysis, run, level < 2)) items.push({ type: 'unit', unit });
    else if (level === 2 || opened.has(block.id))
      items.push({ type: 'open', block, reports: run, residual, units: toUnits(analysis, run, level < 2) });
    else items.push({ type: 'folded', block, reports: run, residual });
    at = end;
  }
  return items;
}
