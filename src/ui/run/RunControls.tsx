import type { ReactNode } from 'react';
import { app } from '../../state/store.ts';
import { Button } from '../components/Button.tsx';
import { useApp } from '../hooks/use-app.ts';
import { useErrorText } from '../hooks/use-error-text.ts';
import { useT } from '../hooks/use-t.ts';
import { backendIds } from './backend-ids.ts';
import { HalfSwitch } from './HalfSwitch.tsx';
import { ProgressLine } from './ProgressLine.tsx';
import styles from './RunControls.module.css';

/** Which backend runs, the button that runs it, progress, and what went wrong. */
export function RunControls(): ReactNode {
  const t = useT();
  const { backends, backend, run, picture, weights } = useApp(({ backends, backend, run, picture, weights }) => ({
    backends,
    backend,
    run,
    picture,
    weights,
  }));
  const chosen = backends.find(({ id }) => id === backend);
  const isBusy = run === 'loading' || run === 'running';
  const isReady = picture !== null && weights !== null;
  return (
    <section aria-label={t('run.run')} className={styles['controls']}>
      <div className={styles['row']}>
        <label className={styles['backend']}>
          <span className={styles['label']}>{t('run.backend')}</span>
          <select
            aria-label={t('run.backend')}
            value={backend ?? ''}
            disabled={isBusy}
            onChange={(event) => {
              const id = backendIds.find((candidate) => candidate === event.target.value);
              if (id !== undefined) app.getState().chooseBackend(id);
            }}
          >
            {backend === null && <option value="">…</option>}
            {backendIds.map((id) => {
              const status = backends.find((candidate) => candidate.id === id);
              return (
                <option key={id} value={id} disabled={status?.available === false}>
                  {t(`run.backend.${id}`)}
                  {status?.available === false ? ` (${t('run.unavailable')})` : ''}
                </option>
              );
            })}
          </select>
        </label>
        {isBusy ? (
          <Button onClick={() => app.getState().cancel()}>{t('run.cancel')}</Button>
        ) : (
          <Button look="primary" disabled={!isReady} onClick={() => void app.getState().runPicture()}>
            {t('run.run')}
          </Button>
        )}
      </div>
      <HalfSwitch isBusy={isBusy} />
      <div className={styles['state']}>
        {chosen !== undefined && (
          <p className={styles['badge']} data-software={chosen.software}>
            <span aria-hidden="true" className={styles['dot']} />
            {t(`run.backend.${chosen.id}`)}
            {chosen.detail !== '' && ` · ${chosen.detail}`}
            {chosen.software && ` · ${t('run.software')}`}
          </p>
        )}
        <ProgressLine />
      </div>
      <RunAlert />
    </section>
  );
}

function RunAlert(): ReactNode {
  const t = useT();
  const text = useErrorText();
  const error = useApp((state) => state.runError);
  if (error === null) return null;
  return (
    <div role="alert" className={styles['alert']}>
      <p>{text(error)}</p>
      <Button look="quiet" onClick={() => app.getState().dismissRunError()}>
        {t('shell.dismiss')}
      </Button>
    </div>
  );
}
