import type { Analysis, NodeReport, Residual, ShortcutKind } from '../engine/analysis.ts';
import { analyze } from '../engine/analyze.ts';
import { numel, type Shape } from '../engine/shape.ts';
import { findNetwork } from '../zoo/index.ts';

const worked = new Map<string, Analysis>();

/** A network of the zoo at its own size, worked out once. Throws if there is none of this id, which would be a mistake in a lesson. */
export function analysisOf(network: string): Analysis {
  const entry = findNetwork(network);
  if (entry === undefined) throw new Error(`the zoo has no network "${network}"`);
  const analysis = worked.get(network) ?? analyze(entry.build(entry.defaults));
  worked.set(network, analysis);
  return analysis;
}

/** The report of a node. Throws if the network has none of this id, which would be a mistake in a lesson. */
export function reportOf(analysis: Analysis, id: string): NodeReport {
  const report = analysis.byId.get(id);
  if (report === undefined) throw new Error(`${analysis.graph.name} has no node "${id}"`);
  return report;
}

/** The residual connection that ends in this `Add`. */
export function residualOf(analysis: Analysis, add: string): Residual {
  const residual = analysis.residuals.find((item) => item.add === add);
  if (residual === undefined) throw new Error(`${analysis.graph.name} adds no shortcut at "${add}"`);
  return residual;
}

/** Shapes on both sides of an addition: x where it leaves, and F(x). */
export function sidesOf(analysis: Analysis, add: string): { readonly x: Shape; readonly branch: Shape } {
  const { from, branch } = residualOf(analysis, add);
  return { x: reportOf(analysis, from).output, branch: reportOf(analysis, branch.at(-1) ?? from).output };
}

/** Ids of the `Add` nodes whose shortcut is of this kind. */
export function addsOf(analysis: Analysis, kind: ShortcutKind): readonly string[] {
  return analysis.residuals.filter((residual) => residual.kind === kind).map(({ add }) => add);
}

/** Learned values of some nodes together. */
export function paramsOf(analysis: Analysis, ids: readonly string[]): number {
  return ids.reduce((sum, id) => sum + reportOf(analysis, id).params, 0);
}

/** Multiply-accumulates of some nodes together. */
export function macsOf(analysis: Analysis, ids: readonly string[]): number {
  return ids.reduce((sum, id) => sum + reportOf(analysis, id).macs, 0);
}

/** Layers with weights on the main path, as papers count them: convolutions and fully connected layers, projections left out. */
export function depthOf(analysis: Analysis): number {
  const projections = new Set(analysis.residuals.flatMap(({ shortcut }) => shortcut));
  return analysis.reports.filter(
    ({ node }) => (node.kind === 'Conv2d' || node.kind === 'Linear') && !projections.has(node.id),
  ).length;
}

/** Number of values of a shape. */
export function valuesOf(shape: Shape): number {
  return numel(shape);
}
