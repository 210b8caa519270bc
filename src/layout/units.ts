import type { Analysis, NodeReport } from '../engine/analysis.ts';
import type { LayerKind } from '../engine/layers/attrs.ts';

/** Nodes that are drawn as one box. The first gives the box its name and colour. */
export interface Unit {
  readonly reports: readonly NodeReport[];
  readonly first: NodeReport;
  readonly last: NodeReport;
}

/** Kinds that join the box of the layer before them. */
const COMPANIONS: ReadonlySet<LayerKind> = new Set([
  'BatchNorm2d',
  'ReLU',
  'LeakyReLU',
  'Sigmoid',
  'Tanh',
  'GELU',
  'Dropout',
  'LocalResponseNorm',
]);

/** Kinds that others may join. */
const HOSTS: ReadonlySet<LayerKind> = new Set([
  'Conv2d',
  'ConvTranspose2d',
  'Linear',
  'Add',
  'Concat',
  'MaxPool2d',
  'AvgPool2d',
]);

/**
 * Nodes as boxes: each on its own, or with `coalesce` a layer together with the norm, activation and dropout that follow it alone.
 * Pre-condition: `reports` stand in the order of execution. Post-condition: every report is in one unit, in the same order.
 */
export function toUnits(analysis: Analysis, reports: readonly NodeReport[], coalesce: boolean): readonly Unit[] {
  const groups: NodeReport[][] = [];
  for (const report of reports) {
    const group = groups.at(-1);
    if (coalesce && group !== undefined && joins(analysis, group, report)) group.push(report);
    else groups.push([report]);
  }
  return groups.flatMap((group) => {
    const [first, last] = [group[0], group.at(-1)];
    return first === undefined || last === undefined ? [] : [{ reports: group, first, last }];
  });
}

/** Whether a unit is drawn as a sign where tensors meet, not as a box. */
export function isMerge({ first }: Unit): boolean {
  return first.node.kind === 'Add' || first.node.kind === 'Concat';
}

function joins(analysis: Analysis, group: readonly NodeReport[], { node }: NodeReport): boolean {
  const [first, last] = [group[0], group.at(-1)];
  if (first === undefined || last === undefined || !HOSTS.has(first.node.kind) || !COMPANIONS.has(node.kind))
    return false;
  const follows = node.inputs.length === 1 && node.inputs[0] === last.node.id;
  return follows && analysis.consumers.get(last.node.id)?.length === 1 && node.role === last.node.role;
}
