import { select, type ZoomBehavior, type ZoomTransform, zoom, zoomIdentity } from 'd3';
import { type RefObject, useLayoutEffect, useMemo, useRef } from 'react';
import type { Analysis } from '../../engine/analysis.ts';
import type { Box, Layout } from '../../layout/Layout.ts';
import type { ElementSize } from '../hooks/use-element-size.ts';

/** Where the view stands, for whoever follows it (the minimap), and how to move it. */
export interface Zoom {
  subscribe(listener: () => void): () => void;
  transform(): ZoomTransform;
  by(factor: number): void;
  fit(): void;
  centre(x: number, y: number): void;
}

interface Options {
  readonly svg: RefObject<SVGSVGElement | null>;
  readonly scene: RefObject<SVGGElement | null>;
  readonly layout: Layout;
  readonly size: ElementSize | null;
  readonly selected: string | null;
  readonly network: Analysis;
}

/** Text is hidden below these zooms, so that it never collides. */
const FAR = [0.55, 0.3] as const;
/** Zooms at which a network opens: text at its own size wherever that is possible. */
const OPENING = { least: 0.8, usual: 1, most: 1.25 };
const MOVE_MS = 200;

/**
 * d3's zoom on the graph. The transform goes straight to the DOM: dragging renders nothing. A new network opens at its start (or at the
 * selected layer) large enough to be read; a newly selected layer is brought into sight with the least movement.
 */
export function useZoom({ svg, scene, layout, size, selected, network }: Options): Zoom {
  const state = useRef<{ transform: ZoomTransform; behaviour: ZoomBehavior<SVGSVGElement, unknown> } | null>(null);
  const latest = useRef({ layout, size });
  latest.current = { layout, size };
  const listeners = useRef(new Set<() => void>());
  const hasSize = size !== null;

  useLayoutEffect(() => {
    if (svg.current === null || !hasSize) return;
    const behaviour = zoom<SVGSVGElement, unknown>()
      .scaleExtent([0.02, 4])
      // d3 would measure the element, and so lay out all that is new before it is needed.
      .extent(() => [
        [0, 0],
        [latest.current.size?.width ?? 0, latest.current.size?.height ?? 0],
      ])
      .filter((event: Event) => event.type === 'wheel' || event.type.startsWith('touch') || isMainButton(event))
      .on('zoom', ({ transform }: { readonly transform: ZoomTransform }) => {
        if (state.current !== null) state.current.transform = transform;
        scene.current?.setAttribute('transform', transform.toString());
        svg.current?.setAttribute('data-far', String(FAR.filter((limit) => transform.k < limit).length));
        for (const listener of listeners.current) listener();
      });
    state.current = { transform: zoomIdentity, behaviour };
    select(svg.current).call(behaviour).on('dblclick.zoom', null);
    return () => {
      if (svg.current !== null) select(svg.current).on('.zoom', null);
    };
  }, [svg, scene, hasSize]);

  const actions = useMemo<Zoom>(() => {
    const target = () => (svg.current === null ? null : select(svg.current));
    const moved = (isSmooth: boolean) => {
      const selection = target();
      if (selection === null) return null;
      const still = !isSmooth || matchMedia('(prefers-reduced-motion: reduce)').matches;
      return still ? selection : selection.transition().duration(MOVE_MS);
    };
    return {
      subscribe: (listener) => {
        listeners.current.add(listener);
        return () => listeners.current.delete(listener);
      },
      transform: () => state.current?.transform ?? zoomIdentity,
      by: (factor) => {
        const selection = moved(true);
        if (selection !== null) state.current?.behaviour.scaleBy(selection as never, factor);
      },
      fit: () => {
        const { layout, size } = latest.current;
        const selection = moved(true);
        if (selection !== null && size !== null)
          state.current?.behaviour.transform(selection as never, fitted(layout, size));
      },
      centre: (x, y) => {
        const selection = moved(false);
        if (selection !== null) state.current?.behaviour.translateTo(selection as never, x, y);
      },
    };
  }, [svg]);

  // A new network, or another direction: open it anew.
  useLayoutEffect(() => {
    if (svg.current === null || size === null) return;
    const at = boxOf(layout, selected);
    state.current?.behaviour.transform(select(svg.current), opening(layout, size, at));
  }, [network, layout.direction, hasSize]);

  // A newly selected layer is brought into sight.
  useLayoutEffect(() => {
    const { size } = latest.current;
    const at = boxOf(layout, selected);
    if (svg.current === null || size === null || state.current === null || at === undefined) return;
    const { transform, behaviour } = state.current;
    const [dx, dy] = shift(at, transform, size, layout.direction === 'horizontal');
    if (dx === 0 && dy === 0) return;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const selection = select(svg.current);
    behaviour.translateBy(
      (still ? selection : selection.transition().duration(MOVE_MS)) as never,
      dx / transform.k,
      dy / transform.k,
    );
  }, [svg, layout, selected]);

  return actions;
}

function isMainButton(event: Event): boolean {
  return event instanceof MouseEvent && event.button === 0 && !event.ctrlKey;
}

function boxOf(layout: Layout, node: string | null): Box | undefined {
  return node === null ? undefined : layout.boxes.find(({ nodes }) => nodes.includes(node));
}

function fitted({ bounds }: Layout, { width, height }: ElementSize, most = 1.5): ZoomTransform {
  const k = Math.min(most, width / bounds.width, height / bounds.height);
  return zoomIdentity
    .translate(width / 2 - k * (bounds.x + bounds.width / 2), height / 2 - k * (bounds.y + bounds.height / 2))
    .scale(k);
}

/** As a whole where that can be read; else at its start, or at the selected layer, with its text at its own size. */
function opening(layout: Layout, size: ElementSize, at: Box | undefined): ZoomTransform {
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
  const y = isWide
    ? centred(bounds.y, bounds.height, size.height)
    : along(bounds.y, (at?.y ?? 0) + (at?.height ?? 0) / 2, size.height);
  return zoomIdentity.translate(x, y).scale(k);
}

/** The least movement, in pixels, that brings a box into the view with a margin. */
function shift(
  box: Box,
  { x, y, k }: ZoomTransform,
  { width, height }: ElementSize,
  isWide: boolean,
): readonly [number, number] {
  const along = (start: number, length: number, offset: number, room: number, margin: number): number => {
    const [from, to] = [offset + start * k, offset + (start + length) * k];
    if (from < margin) return Math.min(room / 2 - (from + to) / 2, 2 * room);
    if (to > room - margin) return room / 2 - (from + to) / 2;
    return 0;
  };
  return [
    along(box.x, box.width, x, width, isWide ? Math.min(120, width / 5) : 8),
    along(box.y, box.height, y, height, isWide ? 8 : Math.min(120, height / 5)),
  ];
}
