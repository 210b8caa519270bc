import type { ReactNode } from 'react';
import type { BackendId, BackendStatus } from '../../../state/measure.ts';
import { useT } from '../../hooks/use-t.ts';
import styles from './MeasureDialog.module.css';

/** Which of this machine's backends are to be measured. */
export function BackendChoice({
  backends,
  ids,
  isBusy,
  onChoose,
}: {
  readonly backends: readonly BackendStatus[];
  readonly ids: readonly BackendId[];
  readonly isBusy: boolean;
  onChoose(ids: readonly BackendId[]): void;
}): ReactNode {
  const t = useT();
  return (
    <fieldset className={styles['backends']} disabled={isBusy}>
      <legend>{t('run.measure.backends')}</legend>
      {backends.map(({ id, software }) => (
        <label key={id}>
          <input
            type="checkbox"
            checked={ids.includes(id)}
            onChange={({ target }) =>
              onChoose(target.checked ? [...ids, id] : ids.filter((candidate) => candidate !== id))
            }
          />{' '}
          {t(`run.backend.${id}`)}
          {software && ` · ${t('run.software')}`}
        </label>
      ))}
    </fieldset>
  );
}
