import type { ReactNode } from 'react';
import type { Analysis, NodeReport } from '../../engine/analysis.ts';
import { pytorchLine } from '../../export/code/pytorch-line.ts';
import { CodeBlock } from '../components/layer/CodeBlock.tsx';
import { Facts } from '../components/layer/Facts.tsx';
import { FormulaCard } from '../components/layer/FormulaCard.tsx';
import { WindowFigure } from '../components/layer/WindowFigure.tsx';
import { useT } from '../hooks/use-t.ts';
import styles from './ShapeTab.module.css';
import { useLit } from './use-lit.ts';

/** Where the output shape comes from, and what the layer costs in short. */
export function ShapeTab({
  analysis,
  report,
}: {
  readonly analysis: Analysis;
  readonly report: NodeReport;
}): ReactNode {
  const t = useT();
  const [lit, setLit] = useLit();
  return (
    <>
      <p className={styles['what']}>{t(`layers.${report.node.kind}.what`)}</p>
      <FormulaCard report={report} lit={lit} onLight={setLit} />
      {report.window !== undefined && <WindowFigure report={report} lit={lit} />}
      <Facts analysis={analysis} report={report} />
      <CodeBlock text={pytorchLine(report)} lit={lit} />
    </>
  );
}
