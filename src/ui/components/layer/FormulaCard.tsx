import type { ReactNode } from 'react';
import type { NodeReport } from '../../../engine/analysis.ts';
import { useT } from '../../hooks/use-t.ts';
import { Formula } from './Formula.tsx';
import styles from './FormulaCard.module.css';
import { axisFormula, type Letter } from './formula-lines.ts';
import { LostNote } from './LostNote.tsx';
import { ShapeRule } from './ShapeRule.tsx';

/** Where the output shape of a layer comes from: the formula with its numbers (once where both axes agree), or its rule. */
export function FormulaCard({
  report,
  lit,
  onLight,
}: {
  readonly report: NodeReport;
  readonly lit: Letter | null;
  onLight(symbol: Letter | null): void;
}): ReactNode {
  const t = useT();
  const height = axisFormula(report, 0);
  const width = axisFormula(report, 1);
  if (height === null || width === null) return <ShapeRule report={report} />;
  const isSquare = JSON.stringify(height) === JSON.stringify(width);
  return (
    <div className={styles['card']}>
      <Formula formula={height} axis={isSquare ? 'O' : 'H'} lit={lit} onLight={onLight} />
      {!isSquare && <Formula formula={width} axis="W" lit={lit} onLight={onLight} />}
      <div className={styles['words']} aria-live="polite">
        {lit === null ? (
          <>
            {report.node.kind === 'ConvTranspose2d' && <p>{t('inspector.rule.transposed')}</p>}
            {isSquare && <p>{t('inspector.bothAxes')}</p>}
            <p>
              <LostNote report={report} />
            </p>
          </>
        ) : (
          <p>{t(`inspector.symbol.${lit}`)}</p>
        )}
      </div>
    </div>
  );
}
