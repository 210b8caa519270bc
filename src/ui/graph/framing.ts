import { type ZoomTransform, zoomIdentity } from 'd3';
import type { Box, Layout, Rect } from '../../layout/Layout.ts';
import type { ElementSize } from '../hooks/use-element-size.ts';

/** Zooms at which a network opens: text at its own size wherever that is possible. */
const OPENING = { least: 0.8, usual: 1, most: 1.25 };

/** All of a network in the middle of its room, zoomed in no further than `most`. */
export function fitted({ bounds }: Layout, { width, height }: ElementSize, most = 1.5): ZoomTransform {
  const k = Math.min(most, width / bounds.width, height / bounds.height);
  return zoomIdentity
    .translate(width / 2 - k * (bounds.x + bounds.width / 2), height / 2 - k * (bounds.y + bounds.height / 2))
    .scale(k);
}

/** As a whole where that can be read; else at its start, or at the selected layer, with its text at its own size. */
export function opening(layout: Layout, size: ElementSize, at: Box | undefined): ZoomTransform {
  const { bounds, direction } = layout;
  const whole = fitted(layout, size, OPENING.most);
  if (whole.k >= OPENING.least) return whole;
  const isWide = direction === 'horizontal';
  const across = isWide ? size.height / bounds.height : size.width / bounds.width;
  const k = Math.min(OPENING.usual, Math.max(OPENING.least, across));
  const along = (start: number, middle: number, room: number): number =>
    at === undefined ? -k * start : room / 2 - k * middle;
  const centred = (start: number, length: number, room: number): number => room / 2 - k * (start + length / 2);
  const x = isWide
    ? along(bounds.x, (at?.x ?? 0) + (at?.width ?? 0) / 2, size.width)
    : centred(bounds.x, bounds.width, size.width);
  // Where not even the least zoom shows the whole height, the stages' names come first.
  const y = isWide
    ? Math.max(-k * bounds.y, centred(bounds.y, bounds.height, size.height))
    : along(bounds.y, (at?.y ?? 0) + (at?.height ?? 0) / 2, size.height);
  return zoomIdentity.translate(x, y).scale(k);
}

/** What is seen of which network: its layout, and the room that it has. */
interface Scene {
  readonly layout: Layout;
  readonly size: ElementSize;
}

/**
 * Where the view goes so that a network that was whole from one side to the other stays so, zoomed out no further than it can be read:
 * `null` if nothing changed, or if it was not whole. Where there is not room enough, the names of the stages are what is kept.
 */
export function keptAcross(transform: ZoomTransform, was: Scene, now: Scene): ZoomTransform | null {
  const isWide = now.layout.direction === 'horizontal';
  const [side, at] = isWide ? (['height', 'y'] as const) : (['width', 'x'] as const);
  if (was.layout === now.layout && was.size[side] === now.size[side]) return null;
  const from = transform[at] + transform.k * was.layout.bounds[at];
  if (from < -1 || from + transform.k * was.layout.bounds[side] > was.size[side] + 1) return null;
  const { bounds } = now.layout;
  const k = Math.min(transform.k, Math.max(OPENING.least, now.size[side] / bounds[side]));
  const start = Math.max(0, Math.min(now.size[side] - k * bounds[side], transform[at] + k * bounds[at]));
  const across = start - k * bounds[at];
  // Along the network, the middle of what is seen stays where it is.
  const along = (room: number, offset: number): number => room / 2 - ((room / 2 - offset) / transform.k) * k;
  return (
    isWide
      ? zoomIdentity.translate(along(now.size.width, transform.x), across)
      : zoomIdentity.translate(across, along(now.size.height, transform.y))
  ).scale(k);
}

/** The least movement, in pixels, that brings a rectangle into the view: along the network so many pixels from its ends where there is room. */
export function shift(
  at: Rect,
  { x, y, k }: ZoomTransform,
  { width, height }: ElementSize,
  isWide: boolean,
  margin: number,
): readonly [number, number] {
  const along = (start: number, length: number, offset: number, room: number, margin: number): number => {
    const [from, to] = [offset + start * k, offset + (start + length) * k];
    if (from < margin) return Math.min(room / 2 - (from + to) / 2, 2 * room);
    if (to > room - margin) return room / 2 - (from + to) / 2;
    return 0;
  };
  return [
    along(at.x, at.width, x, width, isWide ? Math.min(margin, width / 5) : 8),
    along(at.y, at.height, y, height, isWide ? 8 : Math.min(margin, height / 5)),
  ];
}
