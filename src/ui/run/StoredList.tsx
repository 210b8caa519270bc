import type { ReactNode } from 'react';
import { app } from '../../state/store.ts';
import { Button } from '../components/Button.tsx';
import { useApp } from '../hooks/use-app.ts';
import { useFormat } from '../hooks/use-format.ts';
import { useT } from '../hooks/use-t.ts';
import styles from './StoredList.module.css';

/** Weights files kept on this device, each with a way to delete it. */
export function StoredList(): ReactNode {
  const t = useT();
  const format = useFormat();
  const stored = useApp((state) => state.stored);
  if (stored.length === 0) return null;
  return (
    <details className={styles['stored']}>
      <summary>
        {t('run.stored', {
          count: stored.length,
          bytes: format.bytes(stored.reduce((sum, { bytes }) => sum + bytes, 0)),
        })}
      </summary>
      <ul>
        {stored.map(({ key, title, bytes }) => (
          <li key={key} className={styles['item']}>
            <span>
              {title} <span className={styles['soft']}>{format.bytes(bytes)}</span>
            </span>
            <Button
              look="quiet"
              aria-label={t('run.deleteStored', { title })}
              onClick={() => void app.getState().deleteStored(key)}
            >
              {t('run.delete')}
            </Button>
          </li>
        ))}
      </ul>
    </details>
  );
}
