import type { ReactNode } from 'react';
import styles from './Formula.module.css';
import type { AxisFormula, Letter, Piece } from './formula-lines.ts';

/** The formula, typeset: letters, then this layer's numbers, then the quotient before it is rounded. Hovering a number lights it everywhere. */
export function Formula({
  formula,
  axis,
  lit,
  onLight,
}: {
  readonly formula: AxisFormula;
  /** Letter before the sign of equality: O, or H and W where they differ. */
  readonly axis: string;
  readonly lit: Letter | null;
  onLight(symbol: Letter | null): void;
}): ReactNode {
  const { letters, numbers, quotient, steps } = formula;
  const pieces = (line: readonly Piece[]): ReactNode =>
    line.map((piece, index) =>
      typeof piece === 'string' ? (
        piece
      ) : (
        <b
          key={index}
          className={styles['number']}
          data-lit={lit === piece.symbol || undefined}
          onPointerEnter={() => onLight(piece.symbol)}
          onPointerLeave={() => onLight(null)}
        >
          {piece.text}
        </b>
      ),
    );
  return (
    <div className={styles['formula']}>
      <span className={styles['left']}>{axis}</span>
      <span>= {pieces(letters)}</span>
      <span />
      <span>= {pieces(numbers)}</span>
      <span />
      <span>
        = {quotient} = <b>{steps.output}</b>
      </span>
    </div>
  );
}
