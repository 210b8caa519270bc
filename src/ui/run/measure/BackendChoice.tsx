import { type ReactNode, useId } from 'react';
import type { Contender, ContenderId } from '../../../state/measure.ts';
import { useT } from '../../hooks/use-t.ts';
import styles from './MeasureDialog.module.css';
import { useContenderName } from './use-contender-name.ts';

/** Which of this machine's backends are to be measured, and why one cannot be. */
export function BackendChoice({
  contenders,
  ids,
  isBusy,
  onChoose,
}: {
  readonly contenders: readonly Contender[];
  readonly ids: readonly ContenderId[];
  readonly isBusy: boolean;
  onChoose(ids: readonly ContenderId[]): void;
}): ReactNode {
  const t = useT();
  const hint = useId();
  const nameOf = useContenderName();
  return (
    <fieldset className={styles['backends']} disabled={isBusy}>
      <legend>{t('run.measure.backends')}</legend>
      {contenders.map(({ isAble, ...contender }) => (
        <div key={contender.id}>
          <label data-off={!isAble}>
            <input
              type="checkbox"
              checked={ids.includes(contender.id)}
              disabled={!isAble}
              aria-describedby={isAble ? undefined : hint}
              onChange={({ target }) =>
                onChoose(target.checked ? [...ids, contender.id] : ids.filter((id) => id !== contender.id))
              }
            />{' '}
            {nameOf(contender)}
            {isAble && contender.backend.software && ` · ${t('run.software')}`}
          </label>
          {!isAble && (
            <p id={hint} className={styles['missing']}>
              {t('run.half.missing')}
            </p>
          )}
        </div>
      ))}
    </fieldset>
  );
}
