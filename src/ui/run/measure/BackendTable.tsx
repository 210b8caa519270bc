import { median, min } from 'd3';
import type { ReactNode } from 'react';
import type { Measured } from '../../../state/measure.ts';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { useFormat } from '../../hooks/use-format.ts';
import { useT } from '../../hooks/use-t.ts';
import { twoDigits } from '../two-digits.ts';
import styles from './MeasureDialog.module.css';
import { useContenderName } from './use-contender-name.ts';

/** The backends side by side: how each ran, how long it took, and what half precision did to the logits. */
export function BackendTable({ measured }: { readonly measured: readonly Measured[] }): ReactNode {
  const t = useT();
  const errorText = useErrorText();
  const nameOf = useContenderName();
  const hasHalf = measured.some(({ result }) => result?.halfError !== undefined);
  const beyond = measured.find(({ result }) => result?.halfError?.beyond !== undefined)?.result?.halfError?.beyond;
  return (
    <>
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
          {measured.map(({ contender, result, error }) => (
            <tr key={contender.id}>
              <th scope="row">
                {nameOf(contender)} <span className={styles['soft']}>{contender.backend.detail}</span>
              </th>
              {result === undefined || result.notHalf !== undefined ? (
                <td colSpan={3} className={styles['text']}>
                  {error !== undefined && errorText(error)}
                  {result?.notHalf !== undefined && t(`run.measure.not.${result.notHalf.rule}`, result.notHalf)}
                </td>
              ) : (
                <Figures result={result} />
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {hasHalf && <p className={styles['soft']}>{t('run.measure.errorNote')}</p>}
      {beyond !== undefined && <p className={styles['soft']}>{t('run.measure.beyond', { node: beyond })}</p>}
    </>
  );
}

function Figures({ result }: { readonly result: NonNullable<Measured['result']> }): ReactNode {
  const t = useT();
  const format = useFormat();
  const { runs, notFused, halfError } = result;
  return (
    <>
      <td className={styles['text']}>
        {t(notFused ? 'run.measure.faithful' : 'run.measure.fused')}
        {halfError !== undefined && (
          <span className={styles['error']}>
            {Number.isFinite(halfError.share)
              ? t('run.measure.error', { share: twoDigits(format, 100 * halfError.share) })
              : t('run.measure.notFinite')}
          </span>
        )}
      </td>
      <td>{format.milliseconds(median(runs) ?? 0)}</td>
      <td>{format.milliseconds(min(runs) ?? 0)}</td>
    </>
  );
}
