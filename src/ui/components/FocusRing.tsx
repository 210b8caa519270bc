import type { ReactNode } from 'react';
import styles from './FocusRing.module.css';

/** Room between what has the focus and its ring, in the drawing's units. */
const GAP = 4;

/** The focus ring of a group in a drawing, around a rectangle: as wide as every other at any zoom, which an outline is not. Stands directly in the group. */
export function FocusRing({
  x = 0,
  y = 0,
  width,
  height,
  radius,
}: {
  readonly x?: number;
  readonly y?: number;
  readonly width: number;
  readonly height: number;
  /** Of the corners of what it surrounds. */
  readonly radius: number;
}): ReactNode {
  return (
    <g className={styles['ring']}>
      <rect x={x - GAP} y={y - GAP} width={width + 2 * GAP} height={height + 2 * GAP} rx={radius + GAP} />
    </g>
  );
}
