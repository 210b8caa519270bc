import type { Analysis, NodeReport } from '../engine/analysis.ts';
import { numel, type Shape } from '../engine/shape.ts';

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
  readonly kernel: string;
  readonly multAdds: number;
  readonly leaf: boolean;
}

/** A container while its rows are being collected. */
interface OpenContainer {
  readonly path: string;
  readonly row: number;
  readonly nodes: NodeReport[];
}

/**
 * The rows that torchinfo 1.8 lists: every module in the order in which its forward pass begins, containers before what they hold.
 * Source: torchinfo/torchinfo.py and layer_info.py, tag v1.8.0.
 */
export function torchinfoRows(analysis: Analysis, batch: number): readonly TorchinfoRow[] {
  const { graph } = analysis;
  const types = new Map(graph.containers.map(({ path, type }) => [path, type]));
  const rows: TorchinfoRow[] = [];
  const counters = new Map<number, number>();
  const running = analysis.reports.filter(({ node }) => node.role === undefined && node.kind !== 'Input');
  const push = (row: Omit<TorchinfoRow, 'position'>): number => {
    const position = (counters.get(row.depth) ?? 0) + 1;
    counters.set(row.depth, position);
    return rows.push({ ...row, position: row.depth === 0 ? 0 : position }) - 1;
  };
  const open: OpenContainer[] = [];
  const entered = new Set<string>();
  for (const report of running) {
    const path = report.node.module;
    if (path === undefined) continue;
    for (const container of ancestors(path).filter((ancestor) => types.has(ancestor) && !entered.has(ancestor))) {
      entered.add(container);
      const nodes = running.filter(({ node }) => isInside(node.module ?? node.id, container));
      const depth = container === '' ? 0 : container.split('.').length;
      const type = types.get(container) ?? '';
      const row = push({
        type,
        name: container === '' ? type : lastPart(container),
        depth,
        input: withBatch(nodes[0]?.inputs[0] ?? [], batch),
        output: withBatch(nodes.at(-1)?.output ?? [], batch),
        params: 0,
        kernel: '--',
        multAdds: 0,
        leaf: false,
      });
      open.push({ path: container, row, nodes });
    }
    push(leafRow(report, path, batch));
  }
  return withLeftovers(rows, open, analysis);
}

function leafRow(report: NodeReport, path: string, batch: number): Omit<TorchinfoRow, 'position'> {
  return {
    type: report.node.kind,
    name: lastPart(path),
    depth: path.split('.').length,
    input: withBatch(report.inputs[0] ?? [], batch),
    output: withBatch(report.output, batch),
    params: report.params,
    kernel: kernelText(report),
    multAdds: multAdds(report, batch),
    leaf: true,
  };
}

/** torchinfo multiplies all parameters, the bias too, by the batch, and for convolutions by the output's height and width. */
function multAdds({ node, params, output }: NodeReport, batch: number): number {
  const places = node.kind === 'Conv2d' || node.kind === 'ConvTranspose2d' ? numel(output.slice(1)) : 1;
  return params * batch * places;
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

/** Parameters that no listed row owns (modules that did not run) stand at the innermost container that does. */
function withLeftovers(
  rows: readonly TorchinfoRow[],
  containers: readonly OpenContainer[],
  analysis: Analysis,
): readonly TorchinfoRow[] {
  const listed = new Set(containers.map(({ path }) => path));
  const leftovers = new Map<number, number>();
  for (const { node, params } of analysis.reports) {
    if (node.role === undefined || params === 0) continue;
    const owner = ancestors(node.module ?? node.id)
      .filter((path) => listed.has(path))
      .at(-1);
    const row = containers.find(({ path }) => path === owner)?.row;
    if (row !== undefined) leftovers.set(row, (leftovers.get(row) ?? 0) + params);
  }
  return rows.map((row, index) => ({ ...row, params: row.params + (leftovers.get(index) ?? 0) }));
}

/** Paths of the containers around a module, the root (`''`) first. */
function ancestors(path: string): readonly string[] {
  const parts = path.split('.').slice(0, -1);
  return ['', ...parts.map((_part, index) => parts.slice(0, index + 1).join('.'))];
}

function isInside(path: string, container: string): boolean {
  return container === '' || path.startsWith(`${container}.`);
}

function lastPart(path: string): string {
  return path.split('.').at(-1) ?? path;
}

function withBatch(shape: Shape, batch: number): Shape {
  return [batch, ...shape];
}
