import { type ReactNode, useState } from 'react';
import type { Analysis, NodeReport } from '../../engine/analysis.ts';
import { FieldFigure } from '../components/layer/FieldFigure.tsx';
import { type Place, startOf, WindowFigure } from '../components/layer/WindowFigure.tsx';
import { useT } from '../hooks/use-t.ts';
import styles from './WindowTab.module.css';

/** The kernel on its input, and how far the layer sees in the picture. */
export function WindowTab({
  analysis,
  report,
}: {
  readonly analysis: Analysis;
  readonly report: NodeReport;
}): ReactNode {
  const t = useT();
  const [place, setPlace] = useState<Place>(() => startOf(report));
  return (
    <>
      <WindowFigure report={report} lit={null} place={place} onPlace={setPlace} />
      <h3 className={styles['title']}>{t('inspector.fieldTitle')}</h3>
      <FieldFigure analysis={analysis} report={report} place={place} />
    </>
  );
}
