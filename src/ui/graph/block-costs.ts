import type { Analysis } from '../../engine/analysis.ts';

/** What a block costs in all. */
export interface BlockCost {
  readonly params: number;
  readonly macs: number;
}

/** Parameters and MACs of every block. */
export function blockCosts(analysis: Analysis): ReadonlyMap<string, BlockCost> {
  const costs = new Map<string, BlockCost>();
  for (const { node, params, macs } of analysis.reports) {
    if (node.block === undefined) continue;
    const { params: sum = 0, macs: work = 0 } = costs.get(node.block) ?? {};
    costs.set(node.block, { params: sum + params, macs: work + macs });
  }
  return costs;
}
