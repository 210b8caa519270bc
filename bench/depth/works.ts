import { analyze } from '../../src/engine/analyze.ts';
import type { Graph } from '../../src/engine/graph.ts';
import type { Layout, LayoutView } from '../../src/layout/Layout.ts';
import { layoutGraph } from '../../src/layout/layout-graph.ts';

/** What is timed of one network: what the page does before it can draw. Each call does it once. */
export interface Works {
  readonly analyze: () => unknown;
  /** With every block folded, as the app opens a network. */
  readonly folded: () => unknown;
  /** With every layer shown. */
  readonly open: () => unknown;
}

/** See `Works`. */
export function worksOf(graph: Graph): Works {
  const analysis = analyze(graph);
  return {
    analyze: () => analyze(graph),
    folded: () => layoutGraph(analysis, viewAt(1)),
    open: () => layoutGraph(analysis, viewAt(2)),
  };
}

/** The layout with every layer shown. */
export function openLayout(graph: Graph): Layout {
  return layoutGraph(analyze(graph), viewAt(2));
}

function viewAt(level: LayoutView['level']): LayoutView {
  return { level, opened: new Set(), direction: 'horizontal' };
}
