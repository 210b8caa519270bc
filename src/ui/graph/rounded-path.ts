import type { Point } from '../../layout/Layout.ts';

/** A path through points with its corners rounded, as an SVG `d`. Radius in pixels, less where a leg is short. */
export function roundedPath(points: readonly Point[], radius: number): string {
  return points
    .map((point, index) => {
      const [before, after] = [points[index - 1], points[index + 1]];
      if (before === undefined) return `M${point.x} ${point.y}`;
      if (after === undefined) return `L${point.x} ${point.y}`;
      const room = Math.min(radius, distance(before, point) / 2, distance(point, after) / 2);
      const [enter, leave] = [towards(point, before, room), towards(point, after, room)];
      return `L${enter.x} ${enter.y}Q${point.x} ${point.y} ${leave.x} ${leave.y}`;
    })
    .join('');
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function towards(from: Point, to: Point, by: number): Point {
  const length = distance(from, to);
  if (length === 0) return from;
  const round = (value: number): number => Math.round(value * 100) / 100;
  return {
    x: round(from.x + ((to.x - from.x) * by) / length),
    y: round(from.y + ((to.y - from.y) * by) / length),
  };
}
