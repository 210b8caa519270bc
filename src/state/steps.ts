import type { Analysis, NodeReport } from '../engine/analysis.ts';
import type { Graph } from '../engine/graph.ts';

/** Whether a graph has a stage or block of this id. */
export function hasGroup(graph: Graph, id: string): boolean {
  return graph.blocks.some((block) => block.id === id) || graph.stages.some((stage) => stage.id === id);
}

/** Id of the first node of a block or stage, in the order of execution; `null` if it has none. */
export function firstNodeOf(graph: Graph, group: string): string | null {
  return graph.nodes.find((node) => node.block === group || node.stage === group)?.id ?? null;
}

/** The nodes that a walk visits: those that run. */
function walk(analysis: Analysis): readonly NodeReport[] {
  return analysis.reports.filter(({ node }) => node.role !== 'unused');
}

/** Id of the layer `by` steps after `from` in the order of execution, within the ends; from nowhere, the first or last. */
export function layerAfter(analysis: Analysis, from: string | null, by: 1 | -1): string | null {
  const nodes = walk(analysis);
  if (from === null) return (by === 1 ? nodes[0] : nodes.at(-1))?.node.id ?? null;
  const index = analysis.byId.get(from)?.index ?? 0;
  const next =
    by === 1 ? nodes.find((report) => report.index > index) : nodes.findLast((report) => report.index < index);
  return next?.node.id ?? from;
}

/** Id of the first layer of the next or previous block, where a layer outside of blocks counts as one; within the ends. */
export function blockAfter(analysis: Analysis, from: string | null, by: 1 | -1): string | null {
  const starts = walk(analysis).filter(
    ({ node }, position, all) => node.block === undefined || node.block !== all[position - 1]?.node.block,
  );
  if (from === null) return (by === 1 ? starts[0] : starts.at(-1))?.node.id ?? null;
  const index = analysis.byId.get(from)?.index ?? 0;
  const here = starts.findLastIndex((report) => report.index <= index);
  return starts[Math.max(0, here + by)]?.node.id ?? from;
}

/** Id of the first node: the input. */
export function firstLayer(analysis: Analysis): string | null {
  return analysis.reports[0]?.node.id ?? null;
}
