import { type ReactNode, useEffect } from 'react';
import { useApp } from '../hooks/use-app.ts';
import { useFormat } from '../hooks/use-format.ts';
import { useT } from '../hooks/use-t.ts';
import styles from './ProgressLine.module.css';

/** What is going on: phase, amount, rate and time left; or the outcome of the last run. Mirrors the run's state to `<html data-run>`. */
export function ProgressLine(): ReactNode {
  const t = useT();
  const format = useFormat();
  const { run, progress, result, picture, weights } = useApp(({ run, progress, result, picture, weights }) => ({
    run,
    progress,
    result,
    picture,
    weights,
  }));
  useEffect(() => {
    document.documentElement.dataset['run'] = run;
  }, [run]);
  const busy = run === 'loading' || run === 'running';
  const amount = (value: number): string => (progress?.unit === 'bytes' ? format.bytes(value) : format.count(value));
  const detail = (): string => {
    if (progress === null) return t(run === 'loading' ? 'run.loading' : 'run.running');
    const parts = [t(`run.progress.${progress.phase}`)];
    if (progress.total > 1) parts.push(t('run.of', { done: amount(progress.done), total: amount(progress.total) }));
    if (progress.unit === 'bytes' && progress.rate > 0)
      parts.push(t('run.rate', { amount: format.bytes(progress.rate) }));
    if (progress.secondsLeft !== null && progress.secondsLeft > 1)
      parts.push(t('run.left', { time: format.milliseconds(progress.secondsLeft * 1000) }));
    return parts.join(' · ');
  };
  const outcome = (): string => {
    if (busy) return detail();
    if (result !== null) return t('run.done', { time: format.milliseconds(result.milliseconds) });
    if (picture === null) return t(weights === null ? 'run.needs' : 'run.needsPicture');
    return t(weights === null ? 'run.needsWeights' : 'run.ready');
  };
  return (
    <div className={styles['line']}>
      <p role="status" className={styles['text']}>
        {outcome()}
      </p>
      {busy && (
        <progress
          className={styles['bar']}
          aria-label={t('run.progress')}
          {...(progress !== null && progress.total > 0 && { value: progress.done, max: progress.total })}
        />
      )}
    </div>
  );
}
