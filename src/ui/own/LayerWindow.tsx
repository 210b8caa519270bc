import { type ReactNode, useState } from 'react';
import type { Analysis, NodeReport } from '../../engine/analysis.ts';
import { FieldFigure } from '../components/layer/FieldFigure.tsx';
import type { Letter } from '../components/layer/formula-lines.ts';
import { type Place, startOf, WindowFigure } from '../components/layer/WindowFigure.tsx';
import { useT } from '../hooks/use-t.ts';
import styles from './LayerWindow.module.css';

/** The kernel on its input, and what that output sees of the whole input. */
export function LayerWindow({
  analysis,
  report,
  lit,
}: {
  readonly analysis: Analysis;
  readonly report: NodeReport;
  readonly lit: Letter | null;
}): ReactNode {
  const t = useT();
  const [place, setPlace] = useState<Place>(() => startOf(report));
  return (
    <>
      <WindowFigure report={report} lit={lit} place={place} onPlace={setPlace} />
      <h3 className={styles['title']}>{t('inspector.fieldTitle')}</h3>
      <FieldFigure analysis={analysis} report={report} place={place} />
    </>
  );
}
