import { type ReactNode, useId } from 'react';
import { app } from '../../state/store.ts';
import { useApp } from '../hooks/use-app.ts';
import { useT } from '../hooks/use-t.ts';
import styles from './HalfSwitch.module.css';

/** Whether WebGPU is to compute in half precision, or why it cannot; nothing for other backends. */
export function HalfSwitch({ isBusy }: { readonly isBusy: boolean }): ReactNode {
  const t = useT();
  const hint = useId();
  const { half, chosen } = useApp(({ half, backends, backend }) => ({
    half,
    chosen: backends.find(({ id }) => id === backend),
  }));
  if (chosen?.half === undefined) return null;
  return (
    <div className={styles['half']}>
      <label className={styles['label']} data-off={!chosen.half}>
        <input
          type="checkbox"
          checked={half && chosen.half}
          disabled={isBusy || !chosen.half}
          aria-describedby={hint}
          onChange={({ target }) => app.getState().chooseHalf(target.checked)}
        />
        {t('run.half')}
      </label>
      <p id={hint} className={styles['hint']}>
        {t(chosen.half ? 'run.half.hint' : 'run.half.missing')}
      </p>
    </div>
  );
}
