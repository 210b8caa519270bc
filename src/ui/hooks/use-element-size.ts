import { type RefObject, useEffect, useRef, useState } from 'react';

/** Width and height of an element's content, in CSS pixels. */
export interface ElementSize {
  readonly width: number;
  readonly height: number;
}

/** The size of an element, kept up to date; `null` before it is first known. */
export function useElementSize<Element extends HTMLElement>(): readonly [
  RefObject<Element | null>,
  ElementSize | null,
] {
  const element = useRef<Element>(null);
  const [size, setSize] = useState<ElementSize | null>(null);
  useEffect(() => {
    if (element.current === null) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setSize({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, []);
  return [element, size];
}
