import { median, min } from 'd3';
import type { ReactNode } from 'react';
import type { Measured } from '../../../state/measure.ts';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { useFormat } from '../../hooks/use-format.ts';
import { useT } from '../../hooks/use-t.ts';
import styles from './MeasureDialog.module.css';

/** The backends side by side: how each ran, and how long it took. */
export function BackendTable({ measured }: { readonly measured: readonly Measured[] }): ReactNode {
  const t = useT();
  const errorText = useErrorText();
  const format = useFormat();
  return (
    <table className={styles['table']}>
      <caption className={styles['caption']}>{t('run.measure.backends')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('run.backend')}</th>
          <th scope="col" className={styles['text']}>
            {t('run.measure.way')}
          </th>
          <th scope="col">{t('run.measure.median')}</th>
          <th scope="col">{t('run.measure.least')}</th>
        </tr>
      </thead>
      <tbody>
        {measured.map(({ backend, result, error }) => (
          <tr key={backend.id}>
            <th scope="row">
              {t(`run.backend.${backend.id}`)} <span className={styles['soft']}>{backend.detail}</span>
            </th>
            {result === undefined ? (
              <td colSpan={3} className={styles['text']}>
                {error !== undefined && errorText(error)}
              </td>
            ) : (
              <>
                <td className={styles['text']}>{t(result.notFused ? 'run.measure.faithful' : 'run.measure.fused')}</td>
                <td>{format.milliseconds(median(result.runs) ?? 0)}</td>
                <td>{format.milliseconds(min(result.runs) ?? 0)}</td>
              </>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
