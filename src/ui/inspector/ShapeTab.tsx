import { type ReactNode, useState } from 'react';
import type { Analysis, NodeReport } from '../../engine/analysis.ts';
import { pytorchLine } from '../../export/code/pytorch-line.ts';
import { useT } from '../hooks/use-t.ts';
import { CodeBlock } from './CodeBlock.tsx';
import { Facts } from './Facts.tsx';
import { Formula } from './Formula.tsx';
import { axisFormula, type Letter } from './formula-lines.ts';
import { LostNote } from './LostNote.tsx';
import { ShapeRule } from './ShapeRule.tsx';
import styles from './ShapeTab.module.css';
import { WindowFigure } from './WindowFigure.tsx';

/** Where the output shape comes from, and what the layer costs in short. */
export function ShapeTab({
  analysis,
  report,
}: {
  readonly analysis: Analysis;
  readonly report: NodeReport;
}): ReactNode {
  const t = useT();
  const [lit, setLit] = useState<Letter | null>(null);
  const height = axisFormula(report, 0);
  const width = axisFormula(report, 1);
  const isSquare = height !== null && width !== null && JSON.stringify(height) === JSON.stringify(width);
  return (
    <>
      <p className={styles['what']}>{t(`layers.${report.node.kind}.what`)}</p>
      {height === null || width === null ? (
        <ShapeRule report={report} />
      ) : (
        <div className={styles['card']}>
          <Formula formula={height} axis={isSquare ? 'O' : 'H'} lit={lit} onLight={setLit} />
          {!isSquare && <Formula formula={width} axis="W" lit={lit} onLight={setLit} />}
          <p className={styles['words']} aria-live="polite">
            {lit === null ? (
              <>
                {isSquare && t('inspector.bothAxes')} <LostNote report={report} />
              </>
            ) : (
              t(`inspector.symbol.${lit}`)
            )}
          </p>
        </div>
      )}
      <Facts analysis={analysis} report={report} />
      {report.window !== undefined && <WindowFigure report={report} lit={lit} />}
      <CodeBlock text={pytorchLine(report)} lit={lit} />
    </>
  );
}
