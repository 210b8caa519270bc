import type { Analysis } from '../../engine/analysis.ts';

/** The part of a network that one node's output depends on, that node last: a network of its own. Throws an `Error` for an unknown id. */
export function upstreamOf(analysis: Analysis, id: string): Analysis {
  const needed = new Set<string>();
  const waiting = [id];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const report = analysis.byId.get(next);
    if (report === undefined) throw new Error(`no node is called "${next}"`);
    if (needed.has(next)) continue;
    needed.add(next);
    waiting.push(...report.node.inputs);
  }
  const reports = analysis.reports.filter(({ node }) => needed.has(node.id));
  return {
    ...analysis,
    graph: { ...analysis.graph, nodes: reports.map(({ node }) => node), output: id },
    reports,
    byId: new Map(reports.map((report) => [report.node.id, report])),
  };
}
