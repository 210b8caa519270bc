import type { ReactNode } from 'react';
import { app } from '../../state/store.ts';
import { useApp } from '../hooks/use-app.ts';
import { useT } from '../hooks/use-t.ts';
import styles from './SampleStrip.module.css';
import { samples } from './samples.ts';

/** Pictures that come with the app, drawn by the project. */
export function SampleStrip(): ReactNode {
  const t = useT();
  const chosen = useApp((state) => state.picture?.name ?? '');
  return (
    <ul className={styles['strip']} aria-label={t('run.samples')}>
      {samples.map((sample) => {
        const name = t(`run.sample.${sample}`);
        return (
          <li key={sample}>
            <button
              type="button"
              className={styles['sample']}
              aria-pressed={chosen === name}
              title={name}
              onClick={async () => {
                const response = await fetch(`samples/${sample}.jpg`);
                await app.getState().setPicture(await response.blob(), name);
              }}
            >
              <img src={`samples/${sample}.jpg`} width={48} height={48} alt={name} loading="lazy" />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
