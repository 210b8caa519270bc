import type { Residual } from '../engine/analysis.ts';
import type { Metrics } from './metrics.ts';
import { sizeOf, type UnitSize } from './unit-size.ts';
import { isMerge, type Unit } from './units.ts';

/** A unit with its place: `main` along the network, to its start; `cross` across it, to its middle. */
export interface PlacedUnit extends UnitSize {
  readonly unit: Unit;
  /** Start along the network. */
  readonly main: number;
  /** Middle across the network; the spine is 0, lanes are negative. */
  readonly cross: number;
  /** Stands on a shortcut. */
  readonly onShortcut: boolean;
}

/** An open block, arranged. */
export interface ArrangedBlock {
  readonly placed: readonly PlacedUnit[];
  /** Where its last box ends along the network. */
  readonly end: number;
  /** How far the branches reach across the network, without shortcuts: the frame's sides. */
  readonly top: number;
  readonly bottom: number;
  /** Where the shortcut's lane runs across the network; absent without a residual connection. */
  readonly lane?: number;
}

/**
 * Places the units of a block that begins at `start`: columns by the longest way from there, rows by branch, units of the shortcut in the
 * lane above. Pre-condition: units stand in the order of execution. Post-condition: no two units overlap.
 */
export function arrangeBlock(
  units: readonly Unit[],
  residual: Residual | undefined,
  start: number,
  metrics: Metrics,
): ArrangedBlock {
  const unitOf = new Map(units.flatMap((unit) => unit.reports.map(({ node }) => [node.id, unit] as const)));
  const shortcut = new Set(residual?.shortcut ?? []);
  const rows = branchRows(units, unitOf, shortcut);
  const count = Math.max(1, ...[...rows.values()].map((row) => (row ?? 0) + 1));
  const sizes = sizesIn(units, shortcut, count, metrics);
  const lengthOf = (unit: Unit): number => sizes.get(unit)?.length ?? 0;
  const starts = new Map<Unit, number>();
  for (const unit of units) {
    const sources = unit.first.node.inputs.flatMap((id) => unitOf.get(id) ?? []);
    const gap = isMerge(unit) ? metrics.mergeGap : metrics.gap;
    const behind = sources.map((source) => (starts.get(source) ?? 0) + lengthOf(source) + gap);
    starts.set(unit, Math.max(0, ...behind));
  }
  const length = units.reduce((most, unit) => Math.max(most, (starts.get(unit) ?? 0) + lengthOf(unit)), 0);
  const row = count > 2 ? metrics.branch : metrics.inner;
  const pitch = row + metrics.branchGap;
  const half = ((count - 1) * pitch + row) / 2;
  const lane =
    residual === undefined
      ? undefined
      : -half - metrics.padding.near - metrics.laneGap - (shortcut.size > 0 ? metrics.inner / 2 + 8 : 8);
  const onLane = shortcutStarts(
    units.filter((unit) => shortcut.has(unit.first.node.id)),
    length,
    lengthOf,
    metrics,
  );
  // Where branches fan out, they need more room before the first box.
  const origin = start + (count > 1 ? metrics.fan : metrics.padding.start);
  const placed = units.map((unit): PlacedUnit => {
    const onShortcut = shortcut.has(unit.first.node.id);
    const cross = onShortcut ? (lane ?? 0) : crossOf(rows.get(unit) ?? null, count, pitch);
    const main = origin + (onLane.get(unit) ?? starts.get(unit) ?? 0);
    return { unit, main, cross, onShortcut, ...(sizes.get(unit) ?? sizeOf(unit, 'block', metrics)) };
  });
  return { placed, end: origin + length, top: -half, bottom: half, ...(lane !== undefined && { lane }) };
}

/** Middle of a row across the network: rows lie evenly about the spine, which is where a unit without a row stands. */
function crossOf(row: number | null, count: number, pitch: number): number {
  return row === null ? 0 : (row - (count - 1) / 2) * pitch;
}

/** Sizes of the boxes. Those of parallel branches are equally long, so that they stand in columns. */
function sizesIn(
  units: readonly Unit[],
  shortcut: ReadonlySet<string>,
  count: number,
  metrics: Metrics,
): ReadonlyMap<Unit, UnitSize> {
  const sizes = new Map(
    units.map((unit) => {
      const standing = count > 2 && !shortcut.has(unit.first.node.id) ? 'branch' : 'block';
      return [unit, sizeOf(unit, standing, metrics)] as const;
    }),
  );
  if (count === 1) return sizes;
  const longest = Math.max(...[...sizes].flatMap(([unit, { length }]) => (isMerge(unit) ? [] : [length])));
  return new Map([...sizes].map(([unit, size]) => [unit, isMerge(unit) ? size : { ...size, length: longest }]));
}

/**
 * A branch keeps its row; a node that reads what another has already gone on from begins a new row. Merges return to the spine, and what
 * comes behind them stays there: `null`.
 */
function branchRows(
  units: readonly Unit[],
  unitOf: ReadonlyMap<string, Unit>,
  shortcut: ReadonlySet<string>,
): ReadonlyMap<Unit, number | null> {
  const rows = new Map<Unit, number | null>();
  const continued = new Set<Unit>();
  let branches = 0;
  for (const unit of units) {
    if (shortcut.has(unit.first.node.id) || isMerge(unit)) continue;
    const sources = unit.first.node.inputs.flatMap((id) => unitOf.get(id) ?? []);
    const source = sources.find((candidate) => rows.has(candidate));
    if (source !== undefined && !continued.has(source)) {
      rows.set(unit, rows.get(source) ?? null);
      continued.add(source);
    } else rows.set(unit, sources.some(isMerge) ? null : branches++);
  }
  return rows;
}

/** Units of the shortcut stand in the middle of their lane, one behind another. */
function shortcutStarts(
  own: readonly Unit[],
  length: number,
  lengthOf: (unit: Unit) => number,
  { gap }: Metrics,
): ReadonlyMap<Unit, number> {
  const total = own.reduce((sum, unit) => sum + lengthOf(unit) + gap, -gap);
  const starts = new Map<Unit, number>();
  let at = (length - total) / 2;
  for (const unit of own) {
    starts.set(unit, at);
    at += lengthOf(unit) + gap;
  }
  return starts;
}
