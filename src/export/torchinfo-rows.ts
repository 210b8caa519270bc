import type { Analysis, NodeReport } from '../engine/analysis.ts';
import { countValues } from '../engine/count-values.ts';
import { numel, type Shape } from '../engine/shape.ts';
import { ancestors, type ContainerSpan, containerSpans, runningReports } from './running-modules.ts';

/** One line of torchinfo's table: a module that ran, or a container of modules. */
export interface TorchinfoRow {
  readonly type: string;
  /** Last part of the path; the class name for the root. */
  readonly name: string;
  readonly depth: number;
  /** Position among the rows of the same depth, from 1. */
  readonly position: number;
  /** With the batch axis. */
  readonly input: Shape;
  readonly output: Shape;
  /** Parameters of a leaf; of a container those that belong to none of its rows. */
  readonly params: number;
  /** A module that owns parameters and has run before. */
  readonly recursive: boolean;
  readonly kernel: string;
  readonly multAdds: number;
  readonly leaf: boolean;
}

type Unnumbered = Omit<TorchinfoRow, 'position'>;

/**
 * The rows that torchinfo 1.8 lists: every module in the order in which its forward pass begins, containers before what they hold.
 * Source: torchinfo/torchinfo.py and layer_info.py, tag v1.8.0.
 */
export function torchinfoRows(analysis: Analysis, batch: number): readonly TorchinfoRow[] {
  const spans = containerSpans(analysis);
  const leftovers = leftoverParams(analysis, spans);
  const rows: Unnumbered[] = [];
  const entered = new Set<string>();
  for (const report of runningReports(analysis)) {
    const path = report.node.module;
    if (path === undefined) continue;
    for (const ancestor of ancestors(path)) {
      const span = spans.get(ancestor);
      if (span === undefined || entered.has(ancestor)) continue;
      entered.add(ancestor);
      rows.push(containerRow(span, leftovers.get(ancestor) ?? 0, batch));
    }
    rows.push(leafRow(report, path, batch, entered.has(path)));
    entered.add(path);
  }
  return numbered(rows);
}

/** Parameters of modules that do not run stand at the innermost container that does. */
function leftoverParams({ reports }: Analysis, spans: ReadonlyMap<string, ContainerSpan>): ReadonlyMap<string, number> {
  const leftovers = new Map<string, number>();
  for (const { node, params } of reports) {
    if (node.role === undefined) continue;
    const owner = ancestors(node.module ?? node.id).findLast((path) => spans.has(path));
    if (owner !== undefined) leftovers.set(owner, (leftovers.get(owner) ?? 0) + params);
  }
  return leftovers;
}

function containerRow({ path, type, first, last }: ContainerSpan, params: number, batch: number): Unnumbered {
  return {
    type,
    name: path === '' ? type : lastPart(path),
    depth: path === '' ? 0 : path.split('.').length,
    input: [batch, ...(first.inputs[0] ?? [])],
    output: [batch, ...last.output],
    params,
    recursive: false,
    kernel: '--',
    multAdds: 0,
    leaf: false,
  };
}

function leafRow(report: NodeReport, path: string, batch: number, again: boolean): Unnumbered {
  const { node, inputs, output, parameters } = report;
  const params = countValues(parameters, 'learned');
  return {
    type: node.kind,
    name: lastPart(path),
    depth: path.split('.').length,
    input: [batch, ...(inputs[0] ?? [])],
    output: [batch, ...output],
    params,
    recursive: again && params > 0,
    kernel: kernelText(report),
    multAdds: params * batch * placesOf(report),
    leaf: true,
  };
}

/** torchinfo multiplies all parameters, the bias too, by the batch, and for convolutions by the output's height and width. */
function placesOf({ node, output }: NodeReport): number {
  return node.kind === 'Conv2d' || node.kind === 'ConvTranspose2d' ? numel(output.slice(1)) : 1;
}

/** `[7, 7]` for convolutions, whose kernel size is a tuple; `3` for pools that were built with one number. */
function kernelText({ node }: NodeReport): string {
  switch (node.kind) {
    case 'Conv2d':
    case 'ConvTranspose2d':
      return `[${node.attrs.kernelSize.join(', ')}]`;
    case 'MaxPool2d':
    case 'AvgPool2d': {
      const [height, width] = node.attrs.kernelSize;
      return height === width ? String(height) : `[${height}, ${width}]`;
    }
    default:
      return '--';
  }
}

function numbered(rows: readonly Unnumbered[]): readonly TorchinfoRow[] {
  const counts = new Map<number, number>();
  return rows.map((row) => {
    const position = (counts.get(row.depth) ?? 0) + 1;
    counts.set(row.depth, position);
    return { ...row, position };
  });
}

function lastPart(path: string): string {
  return path.split('.').at(-1) ?? path;
}
