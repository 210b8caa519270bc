import type { Analysis } from '../../engine/analysis.ts';

/** What a block costs in all. */
export interface BlockCost {
  readonly params: number;
  readonly macs: number;
  /** Ids of its nodes. */
  readonly nodes: readonly string[];
}

/** Parameters, MACs and nodes of every block. */
export function blockCosts(analysis: Analysis): ReadonlyMap<string, BlockCost> {
  const costs = new Map<string, BlockCost>();
  for (const { node, params, macs } of analysis.reports) {
    if (node.block === undefined) continue;
    const { params: sum = 0, macs: work = 0, nodes = [] } = costs.get(node.block) ?? {};
    costs.set(node.block, { params: sum + params, macs: work + macs, nodes: [...nodes, node.id] });
  }
  return costs;
}
