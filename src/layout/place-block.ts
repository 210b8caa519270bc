import type { Analysis, Residual } from '../engine/analysis.ts';
import { arrangeBlock, type PlacedUnit } from './arrange-block.ts';
import type { Canvas } from './canvas.ts';
import type { FoldedBlock, OpenBlock } from './collapse.ts';
import { shapeText, shortName } from './describe.ts';
import { extentOf, type Metrics, thicknessOf } from './metrics.ts';
import { isMerge, type Unit } from './units.ts';

/** What a block takes of the spine, and where tensors enter and leave. */
export interface Placement {
  /** End along the network. */
  readonly end: number;
  /** How far it reaches to the side of the lanes; negative. */
  readonly top: number;
  readonly bottom: number;
}

/** Draws a folded block with its shortcut arching over it. */
export function placeFolded(
  canvas: Canvas,
  { block, reports, residual }: FoldedBlock,
  start: number,
  metrics: Metrics,
): Placement {
  const last = reports.at(-1);
  const extent = extentOf(last?.output ?? [], metrics);
  const faded = last?.node.role !== undefined;
  canvas.box(
    { main: start, length: metrics.folded, cross: 0, extent },
    {
      id: block.id,
      role: 'block',
      nodes: reports.map(({ node }) => node.id),
      kind: reports[0]?.node.kind ?? 'Identity',
      title: block.id,
      lines: last === undefined ? [] : [shapeText(last.output)],
      canOpen: true,
      faded,
    },
  );
  const end = start + metrics.folded;
  if (residual === undefined) return { end, top: -extent / 2, bottom: extent / 2 };
  const lane = -extent / 2 - metrics.laneGap;
  const plus = end + metrics.foldedMergeGap;
  canvas.box(
    { main: plus, length: metrics.merge, cross: 0, extent: metrics.merge },
    {
      id: residual.add,
      role: 'merge',
      nodes: [residual.add],
      kind: 'Add',
      title: '+',
      lines: [],
      canOpen: false,
      faded,
    },
  );
  canvas.edge(
    `${block.id}>+`,
    [
      [end, 0],
      [plus, 0],
    ],
    last?.output ?? [],
    thicknessOf(last?.output ?? []),
    faded,
  );
  canvas.lanes.push({
    id: residual.add,
    kind: residual.kind,
    nodes: residual.shortcut,
    points: [
      [start - metrics.gap / 2, 0],
      [start - metrics.gap / 2, lane],
      [plus + metrics.merge / 2, lane],
      [plus + metrics.merge / 2, -metrics.merge / 2],
    ].map(([main = 0, cross = 0]) => canvas.point(main, cross)),
  });
  return { end: plus + metrics.merge, top: lane, bottom: extent / 2 };
}

/** Draws an open block: its units, the lines between them, the shortcut in its lane, a frame around F. */
export function placeOpen(
  canvas: Canvas,
  analysis: Analysis,
  { block, units, residual }: OpenBlock,
  start: number,
  metrics: Metrics,
): Placement {
  const arranged = arrangeBlock(units, residual, start, metrics);
  const spans = new Map(arranged.placed.map((placed) => [placed.unit, placed]));
  for (const placed of spans.values()) drawUnit(canvas, placed);
  const unitOf = new Map(units.flatMap((unit) => unit.reports.map(({ node }) => [node.id, unit] as const)));
  for (const placed of spans.values())
    connectInside({ canvas, analysis, unitOf, spans, start, lane: arranged.lane, residual, metrics }, placed);
  const merges = [...spans.values()].filter(({ unit }) => isMerge(unit));
  const insideEnd = Math.max(
    ...[...spans.values()]
      .filter(({ unit, onShortcut }) => !isMerge(unit) && !onShortcut)
      .map(({ main, length }) => main + length),
  );
  const [top, bottom] = [arranged.top - metrics.padding.near, arranged.bottom + metrics.padding.far];
  canvas.frames.push({
    ...canvas.rect({
      main: start + 2,
      length: insideEnd - start - 2 + metrics.padding.end,
      cross: (top + bottom) / 2,
      extent: bottom - top,
    }),
    id: block.id,
    title: block.id,
    type: block.type,
  });
  const end = arranged.end + (merges.length > 0 ? 0 : metrics.padding.end);
  if (residual !== undefined && arranged.lane !== undefined)
    drawLane(canvas, residual, spans, unitOf, start, arranged.lane, metrics);
  const laneTop =
    arranged.lane === undefined
      ? top
      : arranged.lane - (residual !== undefined && residual.shortcut.length > 0 ? metrics.inner / 2 + 20 : 16);
  return { end, top: laneTop, bottom };
}

type Placed = PlacedUnit;

/** One box of layers, or the sign where tensors meet. */
export function drawUnit(canvas: Canvas, { unit, main, length, cross, extent, lines }: Placed): void {
  const merge = isMerge(unit);
  canvas.box(
    { main, length, cross, extent },
    {
      id: unit.first.node.id,
      role: merge ? 'merge' : 'layer',
      nodes: unit.reports.map(({ node }) => node.id),
      kind: unit.first.node.kind,
      title: merge ? (unit.first.node.kind === 'Add' ? '+' : '⊔') : shortName(unit.first),
      lines,
      canOpen: false,
      faded: unit.first.node.role !== undefined,
    },
  );
}

interface Inside {
  readonly canvas: Canvas;
  readonly analysis: Analysis;
  readonly unitOf: ReadonlyMap<string, Unit>;
  readonly spans: ReadonlyMap<Unit, Placed>;
  readonly start: number;
  readonly lane: number | undefined;
  readonly residual: Residual | undefined;
  readonly metrics: Metrics;
}

/** Draws the tensors that a unit of an open block reads, unless they come by the shortcut. */
function connectInside(block: Inside, placed: Placed): void {
  const { canvas, analysis, unitOf, spans, start, lane, residual, metrics } = block;
  if (placed.onShortcut) return;
  const { node } = placed.unit.first;
  for (const input of node.inputs) {
    const unit = unitOf.get(input);
    const source = unit && spans.get(unit);
    const shape = analysis.byId.get(input)?.output ?? [];
    const isShortcutIntoAdd =
      lane !== undefined && node.id === residual?.add && (source === undefined || source.onShortcut);
    if (isShortcutIntoAdd) continue;
    const from: readonly [number, number] =
      source === undefined ? [start, 0] : [source.main + source.length, source.cross];
    const to: readonly [number, number] = [placed.main, placed.cross];
    const turn =
      source === undefined
        ? to[0] - Math.min(12, (to[0] - from[0]) / 2)
        : isMerge(placed.unit)
          ? to[0] - metrics.mergeGap + metrics.padding.end / 2
          : to[0] - Math.min(14, (to[0] - from[0]) / 2);
    const points: readonly (readonly [number, number])[] =
      from[1] === to[1] ? [from, to] : [from, [turn, from[1]], [turn, to[1]], to];
    canvas.edge(`${input}>${node.id}`, points, shape, thicknessOf(shape), node.role !== undefined);
  }
}

/** The shortcut leaves before the frame, runs in its lane (through its own layers if it has any) and comes down on ⊕. */
function drawLane(
  canvas: Canvas,
  residual: Residual,
  spans: ReadonlyMap<Unit, Placed>,
  unitOf: ReadonlyMap<string, Unit>,
  start: number,
  lane: number,
  metrics: Metrics,
): void {
  const addUnit = unitOf.get(residual.add);
  const add = addUnit && spans.get(addUnit);
  if (add === undefined) return;
  const middle = add.main + add.length / 2;
  const leave = start - metrics.gap / 2;
  canvas.lanes.push({
    id: residual.add,
    kind: residual.kind,
    nodes: residual.shortcut,
    points: [
      [leave, 0],
      [leave, lane],
      [middle, lane],
      [middle, -metrics.merge / 2],
    ].map(([main = 0, cross = 0]) => canvas.point(main, cross)),
    label: canvas.point((leave + middle) / 2, lane - (residual.shortcut.length > 0 ? metrics.inner / 2 + 8 : 8)),
  });
}
