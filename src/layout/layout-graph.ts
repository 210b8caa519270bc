import type { Analysis, NodeReport } from '../engine/analysis.ts';
import type { Shape } from '../engine/shape.ts';
import { isMerge } from './arrange-block.ts';
import { Canvas } from './canvas.ts';
import { collapse, type Item, type StageItems } from './collapse.ts';
import { shapeText } from './describe.ts';
import type { Layout, LayoutView, Rect } from './Layout.ts';
import { extentOf, METRICS, type Metrics, thicknessOf } from './metrics.ts';
import { drawUnit, type Placement, placeFolded, placeOpen } from './place-block.ts';

/**
 * A network as boxes and lines along one spine, in this order: collapse to what is shown; place item after item along the spine, so that
 * whatever opens pushes only what follows; put heads for training beside it; title the stages. Pure and deterministic.
 */
export function layoutGraph(analysis: Analysis, view: LayoutView): Layout {
  const metrics = METRICS[view.direction];
  const canvas = new Canvas(view.direction);
  const stages = collapse(analysis, view);
  const placed = placeSpine(canvas, analysis, stages, metrics);
  const top = Math.min(...placed.map(({ top }) => top)) - metrics.titles;
  for (const { stage, start, end, shape } of placed) {
    if (stage === null) continue;
    canvas.titles.push({ id: stage.id, title: stage.title, shape, length: end - start, ...canvas.point(start, top) });
  }
  return { direction: view.direction, bounds: boundsOf(canvas, metrics), ...parts(canvas) };
}

interface PlacedStage {
  readonly stage: StageItems['stage'];
  readonly start: number;
  readonly end: number;
  readonly top: number;
  readonly shape: Shape;
}

function placeSpine(
  canvas: Canvas,
  analysis: Analysis,
  stages: readonly StageItems[],
  metrics: Metrics,
): readonly PlacedStage[] {
  const placed: PlacedStage[] = [];
  const sides: { readonly item: Item; readonly end: number }[] = [];
  let bottom = 0;
  let at = 0;
  let previous: NodeReport | undefined;
  for (const { stage, items } of stages) {
    const start = previous === undefined ? at : at + metrics.stageGap - metrics.gap;
    let end = start;
    let top = 0;
    let isFirst = true;
    for (const item of items) {
      const from = isFirst ? start : end + metrics.gap;
      if (roleOf(item) !== undefined) {
        sides.push({ item, end });
        continue;
      }
      const placement = placeItem(canvas, analysis, item, from, metrics);
      top = Math.min(top, placement.top);
      bottom = Math.max(bottom, placement.bottom);
      if (previous !== undefined)
        connect(canvas, previous, isFirst ? at - metrics.gap : end, from, item, isFirst, metrics);
      end = placement.end;
      previous = lastOf(item);
      isFirst = false;
    }
    const shape = previous?.output ?? [];
    placed.push({ stage, start, end, top, shape });
    at = end + metrics.gap;
  }
  for (const { item, end } of sides) placeSide(canvas, analysis, item, end, bottom + metrics.inner, metrics);
  return placed;
}

function placeItem(canvas: Canvas, analysis: Analysis, item: Item, start: number, metrics: Metrics): Placement {
  switch (item.type) {
    case 'folded':
      return placeFolded(canvas, analysis, item.block, item.reports, start, metrics);
    case 'open':
      return placeOpen(canvas, analysis, item.block, item.units, start, metrics);
    case 'stage':
      return placeStage(canvas, item, start, metrics);
    case 'unit': {
      const { unit } = item;
      const merge = isMerge(unit);
      const extent = merge ? metrics.merge : extentOf(unit.last.output, metrics);
      const length = merge ? metrics.merge : unit.first.node.kind === 'Input' ? metrics.folded : metrics.layer;
      drawUnit(canvas, { unit, main: start, length, cross: 0, extent, onShortcut: false });
      return { end: start + length, top: -extent / 2, bottom: extent / 2 };
    }
  }
}

function placeStage(
  canvas: Canvas,
  { stage, reports }: Extract<Item, { readonly type: 'stage' }>,
  start: number,
  metrics: Metrics,
): Placement {
  const shape = reports.at(-1)?.output ?? [];
  const extent = extentOf(shape, metrics);
  const blocks = new Set(reports.flatMap(({ node }) => node.block ?? [])).size;
  canvas.box(
    { main: start, length: metrics.stage, cross: 0, extent },
    {
      id: stage.id,
      role: 'stage',
      nodes: reports.map(({ node }) => node.id),
      kind: reports[0]?.node.kind ?? 'Identity',
      title: stage.title,
      lines: [shapeText(shape), ...(blocks > 0 ? [`×${blocks}`] : [])],
      canOpen: true,
      faded: false,
    },
  );
  return { end: start + metrics.stage, top: -extent / 2, bottom: extent / 2 };
}

/** A head that only trains hangs below everything on the spine, folded, at the place where it reads. */
function placeSide(canvas: Canvas, analysis: Analysis, item: Item, end: number, cross: number, metrics: Metrics): void {
  const reports = reportsOf(item);
  const source = analysis.byId.get(reports[0]?.node.inputs[0] ?? '');
  const shape = source?.output ?? [];
  const id = item.type === 'folded' || item.type === 'open' ? item.block.id : (reports[0]?.node.id ?? '');
  canvas.box(
    { main: end + metrics.gap / 2, length: metrics.folded * 2, cross, extent: metrics.inner },
    {
      id,
      role: 'block',
      nodes: reports.map(({ node }) => node.id),
      kind: reports[0]?.node.kind ?? 'Identity',
      title: id,
      lines: [],
      canOpen: false,
      faded: true,
    },
  );
  canvas.edge(
    `${id}<`,
    [
      [end, 0],
      [end + metrics.gap / 4, 0],
      [end + metrics.gap / 4, cross],
      [end + metrics.gap / 2, cross],
    ],
    shape,
    thicknessOf(shape),
    true,
  );
}

function connect(
  canvas: Canvas,
  previous: NodeReport,
  from: number,
  to: number,
  item: Item,
  isStageBorder: boolean,
  metrics: Metrics,
): void {
  const shape = previous.output;
  const label: readonly [number, number] | undefined = isStageBorder
    ? [(from + to - metrics.gap / 2) / 2, 0]
    : undefined;
  canvas.edge(
    `${previous.node.id}>>${reportsOf(item)[0]?.node.id}`,
    [
      [from, 0],
      [to, 0],
    ],
    shape,
    thicknessOf(shape),
    false,
    to - from >= metrics.gap * 2 ? label : undefined,
  );
}

function reportsOf(item: Item): readonly NodeReport[] {
  return item.type === 'unit' ? item.unit.reports : item.reports;
}

function lastOf(item: Item): NodeReport | undefined {
  return reportsOf(item).findLast(({ node }) => node.role === undefined);
}

function roleOf(item: Item): NodeReport['node']['role'] {
  return lastOf(item) === undefined ? reportsOf(item)[0]?.node.role : undefined;
}

function parts({ boxes, frames, edges, lanes, titles }: Canvas): Omit<Layout, 'direction' | 'bounds'> {
  return { boxes, frames, edges, lanes, titles };
}

function boundsOf(canvas: Canvas, { margin, titles }: Metrics): Rect {
  const rects: readonly Rect[] = [
    ...canvas.boxes,
    ...canvas.frames,
    ...canvas.lanes.flatMap(({ points }) => points.map((point) => ({ ...point, width: 0, height: 0 }))),
    ...canvas.titles.map(({ x, y }) => ({ x, y: y - titles / 2, width: 0, height: 0 })),
  ];
  const x = Math.min(...rects.map((rect) => rect.x)) - margin;
  const y = Math.min(...rects.map((rect) => rect.y)) - margin;
  const right = Math.max(...rects.map((rect) => rect.x + rect.width)) + margin;
  const bottom = Math.max(...rects.map((rect) => rect.y + rect.height)) + margin;
  return { x, y, width: right - x, height: bottom - y };
}
