import type { Analysis, NodeReport } from '../engine/analysis.ts';

/** A module that holds others, with what runs in it first and last. */
export interface ContainerSpan {
  readonly path: string;
  readonly type: string;
  readonly first: NodeReport;
  readonly last: NodeReport;
}

/** The nodes that run at inference, without the input. */
export function runningReports({ reports }: Analysis): readonly NodeReport[] {
  return reports.filter(({ node }) => node.role === undefined && node.kind !== 'Input');
}

/** Every container in which something runs, by path, in the order of entry. */
export function containerSpans(analysis: Analysis): ReadonlyMap<string, ContainerSpan> {
  const types = new Map(analysis.graph.containers.map(({ path, type }) => [path, type]));
  const spans = new Map<string, ContainerSpan>();
  for (const report of runningReports(analysis))
    for (const path of ancestors(report.node.module ?? report.node.id)) {
      const type = types.get(path);
      if (type !== undefined) spans.set(path, { path, type, first: spans.get(path)?.first ?? report, last: report });
    }
  return spans;
}

/** Paths of the modules around a module, the root (`''`) first. */
export function ancestors(path: string): readonly string[] {
  const parts = path.split('.').slice(0, -1);
  return ['', ...parts.map((_part, index) => parts.slice(0, index + 1).join('.'))];
}
