import type { Analysis, NodeReport } from '../engine/analysis.ts';
import type { Shape } from '../engine/shape.ts';
import { Canvas } from './canvas.ts';
import { collapse, type Item, reportsOf, type StageItems } from './collapse.ts';
import { shapeText } from './describe.ts';
import type { Direction, Layout, LayoutView, Point, Rect } from './Layout.ts';
import { extentOf, type Metrics, metricsFor, thicknessOf } from './metrics.ts';
import { drawUnit, type Placement, placeFolded, placeOpen } from './place-block.ts';
import { placeSides, type Side } from './place-sides.ts';
import { textWidth } from './text-width.ts';
import { boxLength, sizeOf } from './unit-size.ts';

/**
 * A network as boxes and lines along one spine, in this order: collapse to what is shown; place item after item along the spine, so that
 * whatever opens pushes only what follows; put heads for training beside it; title the stages. Pure and deterministic.
 */
export function layoutGraph(analysis: Analysis, view: LayoutView): Layout {
  const metrics = metricsFor(view.direction, view.room);
  const canvas = new Canvas(view.direction);
  const stages = collapse(analysis, view);
  const placed = placeSpine(canvas, analysis, stages, metrics);
  const top = Math.min(...placed.map(({ top }) => top)) - metrics.titles;
  for (const { stage, start, end, shape } of placed) {
    if (stage === null) continue;
    const at = titlePoint(canvas, view.direction, start, top, metrics);
    canvas.titles.push({ id: stage.id, title: stage.title, shape, length: end - start, ...at });
  }
  return { direction: view.direction, bounds: boundsOf(canvas, metrics), ...parts(canvas) };
}

/** Above all that is drawn; from top to bottom, in the gap before the stage, at the left of the spine. */
function titlePoint(canvas: Canvas, direction: Direction, start: number, top: number, metrics: Metrics): Point {
  return direction === 'horizontal' ? canvas.point(start, top) : canvas.point(start - 34, -metrics.titles);
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
  const sides: Side[] = [];
  let bottom = 0;
  let at = 0;
  let previous: NodeReport | undefined;
  for (const { stage, items } of stages) {
    const start = previous === undefined ? at : at + borderLength(previous, metrics);
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
      if (previous !== undefined) connect(canvas, previous, isFirst ? at : end, from, item, isFirst, metrics);
      end = placement.end;
      previous = lastOf(item);
      isFirst = false;
    }
    // A stage of nothing but heads takes no room.
    if (isFirst) continue;
    placed.push({ stage, start, end, top, shape: previous?.output ?? [] });
    at = end;
  }
  placeSides(canvas, analysis, sides, bottom, metrics);
  return placed;
}

/** Distance between two stages: long enough for the shape that is written there. */
function borderLength({ output }: NodeReport, { direction, gap, stageGap }: Metrics): number {
  if (direction === 'vertical') return stageGap;
  return Math.max(stageGap, Math.ceil(textWidth(shapeText(output), 'mono') + 1.5 * gap));
}

function placeItem(canvas: Canvas, analysis: Analysis, item: Item, start: number, metrics: Metrics): Placement {
  switch (item.type) {
    case 'folded':
      return placeFolded(canvas, item, start, metrics);
    case 'open':
      return placeOpen(canvas, analysis, item, start, metrics);
    case 'stage':
      return placeStage(canvas, item, start, metrics);
    case 'unit': {
      const size = sizeOf(item.unit, 'spine', metrics);
      drawUnit(canvas, { unit: item.unit, main: start, cross: 0, onShortcut: false, ...size });
      return { end: start + size.length, top: -size.extent / 2, bottom: size.extent / 2 };
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
  const lines = [shapeText(shape), ...(blocks > 0 ? [`×${blocks}`] : [])];
  const length = metrics.direction === 'horizontal' ? boxLength(stage.title, lines) : 58;
  canvas.box(
    { main: start, length, cross: 0, extent },
    {
      id: stage.id,
      role: 'stage',
      nodes: reports.map(({ node }) => node.id),
      kind: reports[0]?.node.kind ?? 'Identity',
      title: stage.title,
      lines,
      canOpen: true,
      faded: false,
    },
  );
  return { end: start + length, top: -extent / 2, bottom: extent / 2 };
}

/** The tensor between two things on the spine; at the border of two stages its shape is written. */
function connect(
  canvas: Canvas,
  previous: NodeReport,
  from: number,
  to: number,
  item: Item,
  isStageBorder: boolean,
  { gap }: Metrics,
): void {
  canvas.edge(
    `${previous.node.id}>>${reportsOf(item)[0]?.node.id}`,
    [
      [from, 0],
      [to, 0],
    ],
    previous.output,
    thicknessOf(previous.output),
    false,
    // A shortcut may leave half a gap before the next block: the shape stands clear of it.
    isStageBorder ? [(from + to - gap / 2) / 2, 0] : undefined,
  );
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

/** One by one: a call takes no more arguments than its stack holds, and a network of 10,000 layers has 60,000 rectangles. */
function boundsOf(canvas: Canvas, { margin, titles }: Metrics): Rect {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  const include = (x: number, y: number, width = 0, height = 0): void => {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + height);
  };
  for (const { x, y, width, height } of canvas.boxes) include(x, y, width, height);
  for (const { x, y, width, height } of canvas.frames) include(x, y, width, height);
  for (const { points } of canvas.lanes) for (const { x, y } of points) include(x, y);
  for (const { x, y } of canvas.titles) include(x, y - titles / 2);
  return { x: left - margin, y: top - margin, width: right - left + 2 * margin, height: bottom - top + 2 * margin };
}
