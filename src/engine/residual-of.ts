import type { Analysis, Residual } from './analysis.ts';

/** The residual connection of the block that a node stands in, or that the node itself adds; `undefined` if there is none. */
export function residualOf({ byId, residuals }: Analysis, node: string | null): Residual | undefined {
  const block = node === null ? undefined : byId.get(node)?.node.block;
  return residuals.find(({ add }) => add === node || (block !== undefined && byId.get(add)?.node.block === block));
}
