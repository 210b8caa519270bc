import type { ReactNode } from 'react';
import { app } from '../../state/store.ts';
import { Button } from '../components/Button.tsx';
import { useApp } from '../hooks/use-app.ts';
import { useT } from '../hooks/use-t.ts';

/** Leads to the graph with the times of the last run in its boxes. */
export function TimesButton(): ReactNode {
  const t = useT();
  const hasRun = useApp((state) => state.result !== null);
  if (!hasRun) return null;
  function show(): void {
    app.getState().setMeasure('time');
    app.getState().setMode('explore');
  }
  return <Button onClick={show}>{t('run.timesOnGraph')}</Button>;
}
