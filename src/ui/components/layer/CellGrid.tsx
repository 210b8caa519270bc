import type { PointerEvent, ReactNode } from 'react';
import styles from './CellGrid.module.css';

/** How a cell is drawn. */
export type CellState = 'plain' | 'padding' | 'read' | 'next' | 'lost' | 'chosen';

/** First drawn cell of an axis, and how many are drawn. */
type Span = readonly [start: number, count: number];

const CELL = 16;

/** A part of a map as cells. Pointing at a cell, or dragging a finger over them, tells which. */
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
  function point(event: PointerEvent<SVGSVGElement>): void {
    const box = event.currentTarget.getBoundingClientRect();
    const index = (at: number, length: number, count: number): number =>
      Math.min(count - 1, Math.max(0, Math.floor((at / length) * count)));
    const row = index(event.clientY - box.top, box.height, height);
    const column = index(event.clientX - box.left, box.width, width);
    onHover([top + row, left + column]);
  }
  return (
    <div className={styles['grid']}>
      <svg
        viewBox={`-1 -1 ${width * CELL + 2} ${height * CELL + 2}`}
        role="img"
        aria-label={label}
        onPointerDown={point}
        onPointerMove={point}
        onPointerLeave={() => onHover(null)}
      >
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
          />
        ))}
      </svg>
      <span className={styles['label']}>{label}</span>
    </div>
  );
}
