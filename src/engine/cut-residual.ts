import type { Residual } from './analysis.ts';
import type { Graph } from './graph.ts';

/** Which way into ⊕ is cut: the shortcut, so that F alone goes on, or the branch F, so that x alone does. */
export type CutSide = 'shortcut' | 'branch';

/**
 * The graph with one way into each of some additions cut. Weights keep their names, so that the same file fits.
 * Pre-condition: `residuals` are those of the graph. Post-condition: each cut `Add` reads one input.
 */
export function cutResiduals(graph: Graph, residuals: readonly Residual[], cuts: ReadonlyMap<string, CutSide>): Graph {
  const lost = new Map(
    residuals.flatMap(({ add, from, branch, shortcut }) => {
      const side = cuts.get(add);
      if (side === undefined) return [];
      return [[add, (side === 'shortcut' ? shortcut : branch).at(-1) ?? from] as const];
    }),
  );
  return {
    ...graph,
    nodes: graph.nodes.map((node) => {
      const input = lost.get(node.id);
      return input === undefined ? node : { ...node, inputs: node.inputs.filter((id) => id !== input) };
    }),
  };
}
