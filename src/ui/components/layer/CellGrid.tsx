import type { ReactNode } from 'react';
import styles from './CellGrid.module.css';

/** How a cell is drawn. */
export type CellState = 'plain' | 'padding' | 'read' | 'lost' | 'chosen';

/** First drawn cell of an axis, and how many are drawn. */
type Span = readonly [start: number, count: number];

const CELL = 16;

/** A part of a map as cells. */
export function CellGrid({
  label,
  rows: [top, height],
  columns: [left, width],
  stateOf,
  onHover,
}: {
  readonly label: string;
  readonly rows: Span;
  readonly columns: Span;
  stateOf(row: number, column: number): CellState;
  onHover(cell: readonly [row: number, column: number] | null): void;
}): ReactNode {
  const cells = Array.from({ length: height * width }, (_, index) => {
    const [row, column] = [top + Math.floor(index / width), left + (index % width)];
    return { row, column, state: stateOf(row, column) };
  });
  return (
    <div className={styles['grid']}>
      <svg viewBox={`-1 -1 ${width * CELL + 2} ${height * CELL + 2}`} role="img" aria-label={label}>
        {cells.map(({ row, column, state }) => (
          <rect
            key={`${row},${column}`}
            x={(column - left) * CELL + 0.75}
            y={(row - top) * CELL + 0.75}
            width={CELL - 1.5}
            height={CELL - 1.5}
            rx={2}
            className={styles['cell']}
            data-state={state}
            onPointerEnter={() => onHover([row, column])}
            onPointerDown={() => onHover([row, column])}
            onPointerLeave={() => onHover(null)}
          />
        ))}
      </svg>
      <span className={styles['label']}>{label}</span>
    </div>
  );
}
