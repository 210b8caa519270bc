import type { ReactNode } from 'react';
import { app } from '../../state/store.ts';
import { Button } from '../components/Button.tsx';
import { useApp } from '../hooks/use-app.ts';
import { useT } from '../hooks/use-t.ts';
import styles from './UpdateOffer.module.css';

/** Offers a newer version of the app; what is on the table stays until it is taken. */
export function UpdateOffer(): ReactNode {
  const t = useT();
  const update = useApp((state) => state.update);
  return (
    <div role="status" aria-label={t('shell.update')} className={styles['offer']} hidden={update === null}>
      {update !== null && (
        <>
          <p className={styles['text']}>{t('shell.updateReady')}</p>
          <Button look="quiet" onClick={() => app.getState().dismissUpdate()}>
            {t('shell.updateLater')}
          </Button>
          <Button look="primary" onClick={update}>
            {t('shell.updateNow')}
          </Button>
        </>
      )}
    </div>
  );
}
