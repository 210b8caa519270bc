import type { ReactNode } from 'react';
import type { UserError } from '../../state/AppState.ts';
import { hrefTo } from '../../state/navigation.ts';
import { app } from '../../state/store.ts';
import { Button } from '../components/Button.tsx';
import { Icon } from '../components/Icon.tsx';
import { useApp } from '../hooks/use-app.ts';
import { useErrorText } from '../hooks/use-error-text.ts';
import { useT } from '../hooks/use-t.ts';
import styles from './Alerts.module.css';

/** What went wrong with the last change of network or selection: the sentence, a way on, and a way to put it aside. */
export function Alerts(): ReactNode {
  const errors = useApp((state) => [state.networkError, state.nodeError]);
  return errors.map((error) => error !== null && <Alert key={error.rule} error={error} />);
}

function Alert({ error }: { readonly error: UserError }): ReactNode {
  const t = useT();
  const text = useErrorText();
  const wayOn = useApp((state) => hrefOfRepair(error, (change) => hrefTo(state, change)));
  return (
    <div role="alert" className={styles['alert']}>
      <Icon name="warning" />
      <p className={styles['text']}>
        {text(error)}{' '}
        {wayOn !== null && (
          <a className={styles['link']} href={wayOn}>
            {t('shell.openNearest', { name: String(error.values['nearest']) })}
          </a>
        )}
      </p>
      <Button
        look="quiet"
        className={styles['close'] ?? ''}
        aria-label={t('shell.dismiss')}
        onClick={() => app.getState().dismissErrors()}
      >
        <Icon name="close" />
      </Button>
    </div>
  );
}

function hrefOfRepair(error: UserError, href: (change: Parameters<typeof hrefTo>[1]) => string): string | null {
  const { nearest } = error.values;
  if (typeof nearest !== 'string' || nearest === '') return null;
  if (error.rule === 'unknownNetwork')
    return href({ network: nearest, node: null, size: null, classes: null, opened: [] });
  return error.rule === 'noSuchNode' ? href({ node: nearest }) : null;
}
