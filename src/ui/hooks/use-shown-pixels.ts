import { type RefObject, useEffect, useRef, useState } from 'react';
import type { Pair } from '../../engine/shape.ts';

/**
 * Height and width of the first picture in an element in pixels of the screen, kept up to date as the element's size changes; `null`
 * before they are first known.
 */
export function useShownPixels<Element extends HTMLElement>(): readonly [RefObject<Element | null>, Pair | null] {
  const element = useRef<Element>(null);
  const [pixels, setPixels] = useState<Pair | null>(null);
  useEffect(() => {
    const { current } = element;
    if (current === null) return;
    const observer = new ResizeObserver(() => {
      const box = current.querySelector('canvas')?.getBoundingClientRect();
      if (box === undefined) return;
      setPixels([Math.ceil(box.height * devicePixelRatio), Math.ceil(box.width * devicePixelRatio)]);
    });
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  return [element, pixels];
}
