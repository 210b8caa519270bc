import { describe, expect, it } from 'vitest';
import { analyze } from '../engine/analyze.ts';
import { networks } from '../zoo/index.ts';
import type { Layout, LayoutView, Rect } from './Layout.ts';
import { layoutGraph } from './layout-graph.ts';

const VIEWS: readonly LayoutView[] = ([0, 1, 2] as const).flatMap((level) =>
  (['horizontal', 'vertical'] as const).map((direction) => ({ level, direction, opened: new Set<string>() })),
);

function overlaps(a: Rect, b: Rect): boolean {
  return (
    a.x < b.x + b.width - 0.01 &&
    b.x < a.x + a.width - 0.01 &&
    a.y < b.y + b.height - 0.01 &&
    b.y < a.y + a.height - 0.01
  );
}

/** Boxes that a horizontal or vertical piece of a lane goes through, other than those it is meant to. */
function crossings({ lanes, boxes }: Layout): readonly string[] {
  return lanes.flatMap(({ id, points, nodes }) => {
    const own = new Set([id, ...nodes]);
    return points.slice(1).flatMap((end, index) => {
      const start = points[index] ?? end;
      const piece = {
        x: Math.min(start.x, end.x),
        y: Math.min(start.y, end.y),
        width: Math.max(Math.abs(end.x - start.x), 0.1),
        height: Math.max(Math.abs(end.y - start.y), 0.1),
      };
      return boxes
        .filter((box) => !box.nodes.some((node) => own.has(node)) && box.role !== 'block' && overlaps(piece, box))
        .map((box) => `${id} crosses ${box.id}`);
    });
  });
}

describe.each(networks.map((entry) => [entry.id, entry] as const))('%s', (_id, entry) => {
  const analysis = analyze(entry.build(entry.defaults));

  it.each(VIEWS.map((view) => [view.level, view.direction, view] as const))(
    'at level %i, %s: shows every node, without overlap, shortcuts clear of boxes',
    (_level, _direction, view) => {
      const layout = layoutGraph(analysis, view);
      const shown = new Set(layout.boxes.flatMap(({ nodes }) => nodes));
      expect(analysis.reports.map(({ node }) => node.id).filter((id) => !shown.has(id))).toEqual([]);
      const sorted = layout.boxes.toSorted((a, b) => a.x - b.x);
      const found: string[] = [];
      sorted.forEach((box, index) => {
        for (let other = index + 1; other < sorted.length && (sorted[other]?.x ?? 0) < box.x + box.width; other++) {
          const next = sorted[other];
          if (next !== undefined && overlaps(box, next)) found.push(`${box.id} ${next.id}`);
        }
      });
      expect(found).toEqual([]);
      expect(crossings(layout)).toEqual([]);
      expect(layout).toEqual(layoutGraph(analysis, view));
    },
  );

  it('opening a block leaves everything before it where it was', () => {
    const middle = entry.build(entry.defaults).blocks[Math.floor(entry.build(entry.defaults).blocks.length / 2)];
    if (middle === undefined) return;
    const before = layoutGraph(analysis, { level: 1, direction: 'horizontal', opened: new Set() });
    const after = layoutGraph(analysis, { level: 1, direction: 'horizontal', opened: new Set([middle.id]) });
    const limit = before.boxes.find(({ id }) => id === middle.id)?.x ?? 0;
    for (const box of before.boxes.filter(({ x, faded }) => x < limit && !faded))
      expect(after.boxes).toContainEqual(box);
    expect(Math.abs((after.frames.find(({ id }) => id === middle.id)?.x ?? Number.NaN) - limit)).toBeLessThan(10);
  });
});
