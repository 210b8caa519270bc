import type { ReactNode } from 'react';
import { type Sample, samples } from '../components/samples.ts';
import { useApp } from '../hooks/use-app.ts';
import { useT } from '../hooks/use-t.ts';
import styles from './SampleStrip.module.css';

/** Pictures that come with the app, drawn by the project: as a strip, or as a grid of larger ones with their names. */
export function SampleStrip({
  look = 'strip',
  onChoose,
}: {
  readonly look?: 'strip' | 'grid';
  onChoose(sample: Sample, name: string): void;
}): ReactNode {
  const t = useT();
  const chosen = useApp((state) => state.picture?.name ?? '');
  return (
    <ul className={styles[look]} aria-label={t('run.samples')}>
      {samples.map((sample) => {
        const name = t(`run.sample.${sample}`);
        return (
          <li key={sample}>
            <button
              type="button"
              className={styles['sample']}
              aria-pressed={chosen === name}
              aria-label={name}
              title={name}
              onClick={() => onChoose(sample, name)}
            >
              <img src={`samples/${sample}.jpg`} alt="" width={96} height={96} />
              {look === 'grid' && <span className={styles['name']}>{name}</span>}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
