import { type MouseEvent, useCallback, useRef } from 'react';

/** A second click within so many milliseconds and pixels of the first belongs to it. */
const SOON = 500;
const NEAR = 6;

/**
 * Listener, for the capturing phase, that calls `act` at the second of two clicks in one place, which then goes no further. The browser's
 * own double click is never sent where the first click has taken its target away, as a block's box does when it opens.
 */
export function useDoubleClick(act: () => void): (event: MouseEvent) => void {
  const first = useRef({ at: Number.NEGATIVE_INFINITY, x: 0, y: 0 });
  return useCallback(
    (event: MouseEvent) => {
      const { at, x, y } = first.current;
      const isNear = Math.hypot(event.clientX - x, event.clientY - y) < NEAR;
      first.current = { at: event.timeStamp, x: event.clientX, y: event.clientY };
      if (event.detail < 2 && (!isNear || event.timeStamp - at > SOON)) return;
      event.stopPropagation();
      act();
    },
    [act],
  );
}
