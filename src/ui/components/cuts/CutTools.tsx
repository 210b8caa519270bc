import type { ReactNode } from 'react';
import { cutStudy } from '../../../state/cut-study.ts';
import { useApp } from '../../hooks/use-app.ts';
import { useT } from '../../hooks/use-t.ts';
import { Button } from '../Button.tsx';
import styles from './CutTools.module.css';
import { useCutStudy } from './use-cut-study.ts';

/** Cuts each in turn, with progress and a way to stop. */
export function CutTools(): ReactNode {
  const t = useT();
  const { isCutting, done, side } = useCutStudy(({ isCutting, losses, side }) => ({
    isCutting,
    done: losses.size,
    side,
  }));
  const { total, hasRun } = useApp(({ analysis, wholePredictions }) => ({
    total: analysis?.residuals.length ?? 0,
    hasRun: wholePredictions.length > 0,
  }));
  const { cutEach, stop } = cutStudy.getState();
  if (isCutting)
    return (
      <div className={styles['tools']}>
        <Button onClick={stop}>{t('cuts.stop')}</Button>
        <progress className={styles['bar']} aria-label={t('cuts.progress')} value={done} max={total} />
        <span role="status" className={styles['text']}>
          {t(`cuts.${side}Progress`, { done, total })}
        </span>
      </div>
    );
  return (
    <div className={styles['tools']}>
      <Button disabled={!hasRun} onClick={() => void cutEach('branch')}>
        {t('cuts.eachBranch')}
      </Button>
      <Button disabled={!hasRun} onClick={() => void cutEach('shortcut')}>
        {t('cuts.eachShortcut')}
      </Button>
    </div>
  );
}
