import { useMemo, useSyncExternalStore } from 'react';
import type { Direction, Rect } from '../../layout/Layout.ts';
import type { ElementSize } from '../hooks/use-element-size.ts';
import type { Zoom } from './use-zoom.ts';

/** The stretch along the network that is drawn with its words; elsewhere the bare shapes stand. In pixels at zoom 1. */
export interface Detail {
  readonly from: number;
  readonly to: number;
}

/** Detail comes and goes by stretches of this length, so that dragging seldom renders. */
const STRETCH = 1200;
/** Below this zoom no word is shown. */
const WORDLESS = 0.3;

let isWhole = false;
const listeners = new Set<() => void>();

/** What is in view and half a stretch around it; everything while `drawWhole` runs; nothing where words would be too small. */
export function useDetail(zoom: Zoom, size: ElementSize | null, direction: Direction): Detail {
  const subscribe = useMemo(
    () => (listener: () => void) => {
      const stop = zoom.subscribe(listener);
      listeners.add(listener);
      return () => {
        stop();
        listeners.delete(listener);
      };
    },
    [zoom],
  );
  const key = useSyncExternalStore(subscribe, () => stretch(zoom, size, direction));
  return useMemo(() => {
    const [from = 0, to = 0] = key.split(' ').map(Number);
    return { from, to };
  }, [key]);
}

/** Whether something lies, at least in part, in the stretch. */
export function isDetailed({ from, to }: Detail, direction: Direction, { x, y, width, height }: Rect): boolean {
  return direction === 'horizontal' ? x < to && x + width > from : y < to && y + height > from;
}

/** Draws every word of the graph while a task reads the drawing, which begins once they are there. */
export async function drawWhole<Result>(task: () => Result): Promise<Result> {
  const set = (value: boolean): void => {
    isWhole = value;
    for (const listener of listeners) listener();
  };
  set(true);
  await new Promise(requestAnimationFrame);
  try {
    return task();
  } finally {
    set(false);
  }
}

function stretch(zoom: Zoom, size: ElementSize | null, direction: Direction): string {
  if (isWhole) return `${Number.NEGATIVE_INFINITY} ${Number.POSITIVE_INFINITY}`;
  const { x, y, k } = zoom.transform();
  if (size === null || k < WORDLESS) return '0 0';
  const [start, length] = direction === 'horizontal' ? [-x, size.width] : [-y, size.height];
  const [first, last] = [start / k / STRETCH, (start + length) / k / STRETCH];
  return `${Math.floor(first - 0.5) * STRETCH} ${Math.ceil(last + 0.5) * STRETCH}`;
}
