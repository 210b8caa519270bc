import { Fragment, type ReactNode } from 'react';
import { useApp } from '../hooks/use-app.ts';
import { useT } from '../hooks/use-t.ts';
import styles from './PreprocessSteps.module.css';

/** How the last picture became numbers: original, resized, cropped, normalised, in pixels (width × height). */
export function PreprocessSteps(): ReactNode {
  const t = useT();
  const report = useApp((state) => state.result?.preprocess ?? null);
  if (report === null) return null;
  const steps = [
    [t('run.original'), pixels(report.original)],
    [t('run.resize'), pixels(report.resized)],
    [t('run.crop'), pixels(report.cropped)],
    [t('run.normalise'), ''],
  ];
  return (
    <ol className={styles['steps']} aria-label={t('run.preprocessing')} title={t('run.preprocessingHint')}>
      {steps.map(([name, size], index) => (
        <Fragment key={name}>
          {index > 0 && (
            <li aria-hidden="true" className={styles['arrow']}>
              →
            </li>
          )}
          <li>
            <span className={styles['name']}>{name}</span> {size !== '' && <code>{size}</code>}
          </li>
        </Fragment>
      ))}
    </ol>
  );
}

function pixels([height, width]: readonly [number, number]): string {
  return `${width}×${height}`;
}
