import type { Residual } from '../engine/analysis.ts';
import type { Metrics } from './metrics.ts';
import type { Unit } from './units.ts';

/** A unit with its place inside an open block: `main` from the block's start, `cross` from the spine, both to its centre line or start. */
export interface PlacedUnit {
  readonly unit: Unit;
  /** Start along the network. */
  readonly main: number;
  readonly length: number;
  /** Middle across the network; the spine is 0, lanes are negative. */
  readonly cross: number;
  readonly extent: number;
  /** Stands on a shortcut. */
  readonly onShortcut: boolean;
}

/** An open block, arranged. */
export interface ArrangedBlock {
  readonly placed: readonly PlacedUnit[];
  readonly length: number;
  /** How far the branches reach across the network, without shortcuts: the frame's sides. */
  readonly top: number;
  readonly bottom: number;
  /** Where the shortcut's lane runs across the network; absent without a residual connection. */
  readonly lane?: number;
}

/**
 * Places the units of an open block: columns by the longest way from the block's start, rows by branch, units of the shortcut in the
 * lane above. Pre-condition: units stand in the order of execution. Post-condition: no two units overlap.
 */
export function arrangeBlock(units: readonly Unit[], residual: Residual | undefined, metrics: Metrics): ArrangedBlock {
  const unitOf = new Map(units.flatMap((unit) => unit.reports.map(({ node }) => [node.id, unit] as const)));
  const shortcut = new Set(residual?.shortcut ?? []);
  const rows = branchRows(units, unitOf, shortcut);
  const starts = new Map<Unit, number>();
  const lengthOf = (unit: Unit): number => (isMerge(unit) ? metrics.merge : metrics.layer);
  for (const unit of units) {
    const sources = unit.first.node.inputs.flatMap((id) => unitOf.get(id) ?? []);
    const start = sources.reduce(
      (most, source) => Math.max(most, (starts.get(source) ?? 0) + lengthOf(source) + metrics.gap),
      0,
    );
    starts.set(unit, start);
  }
  const length = units.reduce((most, unit) => Math.max(most, (starts.get(unit) ?? 0) + lengthOf(unit)), 0);
  const count = Math.max(1, ...[...rows.values()].map((row) => row + 1));
  const pitch = metrics.inner + metrics.branchGap;
  const half = ((count - 1) * pitch + metrics.inner) / 2;
  const lane =
    residual === undefined
      ? undefined
      : -half - metrics.padding.near - metrics.laneGap - (shortcut.size > 0 ? metrics.inner / 2 + 8 : 8);
  const onLane = shortcutStarts(
    units.filter((unit) => shortcut.has(unit.first.node.id)),
    length,
    metrics,
  );
  const placed = units.map((unit) => {
    const onShortcut = shortcut.has(unit.first.node.id);
    const row = rows.get(unit) ?? 0;
    const cross = onShortcut ? (lane ?? 0) : isMerge(unit) || count === 1 ? 0 : (row - (count - 1) / 2) * pitch;
    const main = onLane.get(unit) ?? starts.get(unit) ?? 0;
    return {
      unit,
      main,
      length: lengthOf(unit),
      cross,
      extent: isMerge(unit) ? metrics.merge : metrics.inner,
      onShortcut,
    };
  });
  return { placed, length, top: -half, bottom: half, ...(lane !== undefined && { lane }) };
}

/** Whether a unit is drawn as a sign where tensors meet, not as a box. */
export function isMerge({ first }: Unit): boolean {
  return first.node.kind === 'Add' || first.node.kind === 'Concat';
}

/** A branch keeps its row; a node that reads what another has already gone on from begins a new row. Merges return to the spine. */
function branchRows(
  units: readonly Unit[],
  unitOf: ReadonlyMap<string, Unit>,
  shortcut: ReadonlySet<string>,
): ReadonlyMap<Unit, number> {
  const rows = new Map<Unit, number>();
  const continued = new Set<Unit>();
  let branches = 0;
  for (const unit of units) {
    if (shortcut.has(unit.first.node.id) || isMerge(unit)) continue;
    const source = unit.first.node.inputs
      .map((id) => unitOf.get(id))
      .find((candidate) => candidate !== undefined && rows.has(candidate));
    if (source !== undefined && !continued.has(source)) {
      rows.set(unit, rows.get(source) ?? 0);
      continued.add(source);
    } else {
      const behindMerge = unit.first.node.inputs.some((id) => {
        const candidate = unitOf.get(id);
        return candidate !== undefined && isMerge(candidate);
      });
      rows.set(unit, behindMerge ? 0 : branches++);
    }
  }
  return rows;
}

/** Units of the shortcut stand in the middle of their lane, one behind another. */
function shortcutStarts(own: readonly Unit[], length: number, { layer, gap }: Metrics): ReadonlyMap<Unit, number> {
  const total = own.length * (layer + gap) - gap;
  return new Map(own.map((unit, index) => [unit, (length - total) / 2 + index * (layer + gap)]));
}
