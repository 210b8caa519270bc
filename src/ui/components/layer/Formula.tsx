import type { ReactNode } from 'react';
import { useT } from '../../hooks/use-t.ts';
import styles from './Formula.module.css';
import type { AxisFormula, Letter, Piece } from './formula-lines.ts';

/** The formula, typeset: letters, then this layer's numbers, then the quotient before it is rounded. A number that is pointed at or focused lights up everywhere. */
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
  const { letters, numbers, quotient, output } = formula;
  const t = useT();
  const pieces = (line: readonly Piece[], isReachable: boolean): ReactNode =>
    line.map((piece, index) =>
      typeof piece === 'string' ? (
        piece
      ) : (
        <button
          key={index}
          type="button"
          tabIndex={isReachable ? 0 : -1}
          className={styles['number']}
          title={t(`inspector.symbol.${piece.symbol}`)}
          data-lit={lit === piece.symbol || undefined}
          onPointerEnter={() => onLight(piece.symbol)}
          onPointerLeave={() => onLight(null)}
          onFocus={() => onLight(piece.symbol)}
          onBlur={() => onLight(null)}
        >
          {piece.text}
        </button>
      ),
    );
  return (
    <div className={styles['formula']}>
      <span className={styles['left']}>{axis}</span>
      <span>= {pieces(letters, false)}</span>
      <span />
      <span>= {pieces(numbers, true)}</span>
      <span />
      <span>
        = {quotient !== '' && `${quotient} = `}
        <b>{output}</b>
      </span>
    </div>
  );
}
