import { type ReactNode, useState } from 'react';
import type { Analysis, NodeReport } from '../../engine/analysis.ts';
import { pytorchLine } from '../../export/code/pytorch-line.ts';
import { CodeBlock } from '../components/layer/CodeBlock.tsx';
import { Facts } from '../components/layer/Facts.tsx';
import { FormulaCard } from '../components/layer/FormulaCard.tsx';
import type { Letter } from '../components/layer/formula-lines.ts';
import { WindowFigure } from '../components/layer/WindowFigure.tsx';
import { useT } from '../hooks/use-t.ts';
import styles from './ShapeTab.module.css';

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
  return (
    <>
      <p className={styles['what']}>{t(`layers.${report.node.kind}.what`)}</p>
      <FormulaCard report={report} lit={lit} onLight={setLit} />
      <Facts analysis={analysis} report={report} />
      {report.window !== undefined && <WindowFigure report={report} lit={lit} />}
      <CodeBlock text={pytorchLine(report)} lit={lit} />
    </>
  );
}
