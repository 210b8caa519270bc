import { type CSSProperties, memo, type ReactNode } from 'react';
import { formatShape } from '../../engine/shape.ts';
import type { Edge } from '../../layout/Layout.ts';
import styles from './EdgeLine.module.css';
import { roundedPath } from './rounded-path.ts';

/** A tensor on its way: as thick as its channels, the darker the smaller its map. */
export const EdgeLine = memo(function EdgeLine({
  edge: { points, shape, thickness, faded, label },
  isVertical,
  isNear,
}: {
  readonly edge: Edge;
  readonly isVertical: boolean;
  /** Whether its shape is drawn and can be pointed at. */
  readonly isNear: boolean;
}): ReactNode {
  const style: CSSProperties & Readonly<Record<'--depth', string>> = { '--depth': `${darkness(shape)}%` };
  return (
    <g className={styles['edge']} style={style} data-faded={faded || undefined}>
      {isNear && <title>{formatShape(shape)}</title>}
      <path d={roundedPath(points, 8)} strokeWidth={faded ? Math.min(thickness, 2) : thickness} />
      {isNear && <path d={roundedPath(points, 8)} className={styles['reach']} />}
      {isNear && label !== undefined && (
        <text
          x={label.x + (isVertical ? 10 : 0)}
          y={label.y - (isVertical ? -4 : 10)}
          textAnchor={isVertical ? 'start' : 'middle'}
        >
          {shape.join('×')}
        </text>
      )}
    </g>
  );
});

/** Share of ink, in percent: 35 for a map of 256 pixels a side, 100 for a single value. */
function darkness(shape: readonly number[]): number {
  const side = Math.max(1, shape.length === 3 ? Math.max(shape[1] ?? 1, shape[2] ?? 1) : 1);
  return Math.round(100 - 65 * Math.min(1, Math.log2(side) / 8));
}
