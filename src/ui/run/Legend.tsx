import type { ReactNode } from 'react';
import { app } from '../../state/store.ts';
import { useApp } from '../hooks/use-app.ts';
import { useFormat } from '../hooks/use-format.ts';
import { useT } from '../hooks/use-t.ts';
import styles from './Legend.module.css';
import { useLimit } from './use-limit.ts';

const SCOPES = ['channel', 'layer', 'network'] as const;

/** The signed scale with its ends in numbers, and what it is scaled by. */
export function Legend({ channel }: { readonly channel: number | null }): ReactNode {
  const t = useT();
  const format = useFormat();
  const scope = useApp((state) => state.scope);
  const limit = useLimit()(channel ?? 0);
  return (
    <div className={styles['legend']}>
      <fieldset className={styles['scopes']}>
        <legend className={styles['label']}>{t('run.scaleBy')}</legend>
        {SCOPES.map((candidate) => (
          <label key={candidate} className={styles['scope']} data-ring>
            <input
              type="radio"
              name="scope"
              checked={scope === candidate}
              onChange={() => app.getState().setScope(candidate)}
            />
            <span>{t(`run.scope.${candidate}`)}</span>
          </label>
        ))}
      </fieldset>
      <span className={styles['scale']}>
        <span className={styles['end']}>−{format.decimal(limit)}</span>
        <span aria-hidden="true" className={styles['ramp']} />
        <span className={styles['end']}>+{format.decimal(limit)}</span>
      </span>
    </div>
  );
}
