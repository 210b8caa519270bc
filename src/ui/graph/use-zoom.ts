import { select, type ZoomBehavior, type ZoomTransform, zoom, zoomIdentity } from 'd3';
import { type RefObject, useLayoutEffect, useMemo, useRef } from 'react';
import type { Analysis } from '../../engine/analysis.ts';
import type { Box, Layout, Rect } from '../../layout/Layout.ts';
import type { ElementSize } from '../hooks/use-element-size.ts';
import { fitted, keptAcross, opening, shift } from './framing.ts';

/** Where the view stands, for whoever follows it (the minimap), and how to move it. */
export interface Zoom {
  subscribe(listener: () => void): () => void;
  transform(): ZoomTransform;
  by(factor: number): void;
  fit(): void;
  centre(x: number, y: number): void;
  /** Brings a rectangle of the layout into sight with the least movement, so many pixels from the edges where there is room. */
  reveal(at: Rect, margin: number): void;
}

interface Options {
  readonly svg: RefObject<SVGSVGElement | null>;
  readonly scene: RefObject<SVGGElement | null>;
  readonly layout: Layout;
  readonly size: ElementSize | null;
  readonly selected: string | null;
  readonly network: Analysis;
}

interface State {
  transform: ZoomTransform;
  readonly behaviour: ZoomBehavior<SVGSVGElement, unknown>;
}

/** Text is hidden below these zooms, so that it never collides. */
const FAR = [0.55, 0.3] as const;
const MOVE_MS = 200;
/** Room around a layer that is brought into sight, in pixels. */
const AROUND = 120;

/**
 * d3's zoom on the graph. The transform goes straight to the DOM: dragging renders nothing. A new network opens at its start (or at the
 * selected layer) large enough to be read; a newly selected layer is brought into sight with the least movement.
 */
export function useZoom({ svg, scene, layout, size, selected, network }: Options): Zoom {
  const state = useRef<State | null>(null);
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
      reveal: (at, margin) => {
        const { layout, size } = latest.current;
        if (size === null || state.current === null) return;
        const { transform, behaviour } = state.current;
        const [dx, dy] = shift(at, transform, size, layout.direction === 'horizontal', margin);
        if (dx === 0 && dy === 0) return;
        const selection = moved(true);
        if (selection !== null) behaviour.translateBy(selection as never, dx / transform.k, dy / transform.k);
      },
    };
  }, [svg]);

  // A new network, or another direction: open it anew.
  useLayoutEffect(() => {
    if (svg.current === null || size === null) return;
    const at = boxOf(layout, selected);
    state.current?.behaviour.transform(select(svg.current), opening(layout, size, at));
  }, [network, layout.direction, hasSize]);

  useKeptAcross({ svg, state, network, layout, size });

  // A newly selected layer is brought into sight, with what is around it.
  useLayoutEffect(() => {
    const at = boxOf(layout, selected);
    if (at !== undefined) actions.reveal(at, AROUND);
  }, [actions, layout, selected]);

  return actions;
}

/** What was in sight from one side to the other stays so when the room or the network's boxes change. */
function useKeptAcross({
  svg,
  state,
  network,
  layout,
  size,
}: Pick<Options, 'svg' | 'network' | 'layout' | 'size'> & { readonly state: RefObject<State | null> }): void {
  const before = useRef({ network, layout, size });
  useLayoutEffect(() => {
    const was = before.current;
    before.current = { network, layout, size };
    if (svg.current === null || state.current === null || was.size === null || size === null) return;
    if (was.network !== network || was.layout.direction !== layout.direction) return;
    const kept = keptAcross(state.current.transform, { layout: was.layout, size: was.size }, { layout, size });
    if (kept !== null) state.current.behaviour.transform(select(svg.current), kept);
  }, [svg, state, network, layout, size]);
}

function isMainButton(event: Event): boolean {
  return event instanceof MouseEvent && event.button === 0 && !event.ctrlKey;
}

function boxOf(layout: Layout, node: string | null): Box | undefined {
  return node === null ? undefined : layout.boxes.find(({ nodes }) => nodes.includes(node));
}
