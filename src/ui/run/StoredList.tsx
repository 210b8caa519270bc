import type { ReactNode } from 'react';
import { app } from '../../state/store.ts';
import { catalogue } from '../../zoo/weights.ts';
import { Button } from '../components/Button.tsx';
import { useApp } from '../hooks/use-app.ts';
import { useErrorText } from '../hooks/use-error-text.ts';
import { useFormat } from '../hooks/use-format.ts';
import { useT } from '../hooks/use-t.ts';
import styles from './StoredList.module.css';
import { useEntryText } from './use-entry-text.ts';

/** Weights files kept on this device, each with a way to use it and a way to delete it. */
export function StoredList({ onChosen }: { onChosen(): void }): ReactNode {
  const t = useT();
  const format = useFormat();
  const text = useEntryText();
  const errorText = useErrorText();
  const stored = useApp((state) => state.stored);
  if (stored.length === 0) return null;
  const bytes = format.bytes(stored.reduce((sum, file) => sum + file.bytes, 0));
  return (
    <section>
      <h3 className={styles['title']}>{t('run.stored', { count: stored.length, bytes })}</h3>
      <ul aria-label={t('run.stored', { count: stored.length, bytes })}>
        {stored.map((file) => {
          const entry = catalogue.find(({ url }) => url === file.source);
          const title = entry === undefined ? file.title : `${entry.network}, ${text.title(entry)}`;
          return (
            <li key={file.key} className={styles['item']}>
              <div>
                <p>
                  {title} <span className={styles['soft']}>{format.bytes(file.bytes)}</span>
                </p>
                {file.loss !== undefined && <p className={styles['soft']}>{errorText(file.loss)}</p>}
              </div>
              <Button
                aria-label={t('run.useStored', { title })}
                onClick={() => {
                  onChosen();
                  void app.getState().useStored(file, entry);
                }}
              >
                {t('run.use')}
              </Button>
              <Button
                look="quiet"
                aria-label={t('run.deleteStored', { title })}
                onClick={() => void app.getState().deleteStored(file.key)}
              >
                {t('run.delete')}
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
