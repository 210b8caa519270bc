import type { ReactNode } from 'react';
import type { HalfError } from '../../state/RunSlice.ts';
import { useApp } from '../hooks/use-app.ts';
import { useFormat } from '../hooks/use-format.ts';
import { useT } from '../hooks/use-t.ts';
import styles from './HalfNote.module.css';
import { twoDigits } from './two-digits.ts';

/** What half precision did to the predictions, measured on this picture, or why the run was in float32 although it was wanted. */
export function HalfNote(): ReactNode {
  const t = useT();
  const { half, notHalf, error } = useApp(({ result, halfError, run }) => ({
    half: result?.half === true && (halfError !== null || run === 'done'),
    notHalf: result?.notHalf,
    error: halfError,
  }));
  if (notHalf !== undefined) return <p className={styles['note']}>{t(`run.half.not.${notHalf.rule}`, notHalf)}</p>;
  if (!half) return null;
  return (
    <div role="status" className={styles['note']}>
      {error === null ? <p>{t('run.half.comparing')}</p> : <Measured error={error} />}
    </div>
  );
}

function Measured({ error }: { readonly error: HalfError }): ReactNode {
  const t = useT();
  const format = useFormat();
  const { difference, share, sameFirst, sameFive, beyond } = error;
  const isSafe = sameFirst && beyond === undefined && Number.isFinite(difference);
  return (
    <div data-safe={isSafe}>
      <p>
        {Number.isFinite(difference)
          ? t('run.half.error', { difference: twoDigits(format, difference), share: twoDigits(format, share * 100) })
          : t('run.half.notFinite')}
      </p>
      <p>{t(sameFive ? 'run.half.sameFive' : sameFirst ? 'run.half.sameFirst' : 'run.half.otherFirst')}</p>
      {beyond !== undefined && <p>{t('run.half.beyond', { node: beyond })}</p>}
    </div>
  );
}
