import { lazy, type ReactNode, Suspense } from 'react';
import { app } from '../../state/store.ts';
import { findNetwork } from '../../zoo/index.ts';
import { ErrorBoundary } from '../components/ErrorBoundary.tsx';
import { Icon } from '../components/Icon.tsx';
import { Popover } from '../components/Popover.tsx';
import { useApp } from '../hooks/use-app.ts';
import { useT } from '../hooks/use-t.ts';
import styles from './NetworkPicker.module.css';

const loadList = () => import('./NetworkList.tsx');
/** A list that does not come is asked for again when it is opened, and said then. */
const preload = () => void loadList().catch(() => undefined);
const NetworkList = lazy(async () => ({ default: (await loadList()).NetworkList }));

/** The network on the table, and the list to take another. */
export function NetworkPicker(): ReactNode {
  const t = useT();
  const entry = useApp((state) => findNetwork(state.network));
  const isShown = useApp((state) => state.analysis !== null);
  return (
    <Popover
      label={t('shell.networks')}
      trigger={(props) => (
        <button
          type="button"
          role="combobox"
          aria-label={t('shell.network')}
          className={styles['trigger']}
          {...props}
          // The list is on its way before the button is pressed.
          onPointerEnter={preload}
          onFocus={preload}
          aria-expanded={props['aria-expanded'] ?? false}
        >
          <span className={styles['title']}>{isShown ? entry?.title : t('shell.none')}</span>
          <span className={styles['detail']}>
            {isShown && [entry?.variant, entry?.year].filter((part) => part !== '').join(' · ')}
          </span>
          <Icon name="chevron" />
        </button>
      )}
    >
      {(close) => (
        <ErrorBoundary fallback={() => <p className={styles['failed']}>{t('shell.failed')}</p>}>
          <Suspense>
            <NetworkList
              onPick={(id) => {
                app.getState().setNetwork(id);
                close();
              }}
            />
          </Suspense>
        </ErrorBoundary>
      )}
    </Popover>
  );
}
