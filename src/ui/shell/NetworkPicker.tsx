import type { ReactNode } from 'react';
import { app } from '../../state/store.ts';
import { findNetwork } from '../../zoo/index.ts';
import { Icon } from '../components/Icon.tsx';
import { Popover } from '../components/Popover.tsx';
import { useApp } from '../hooks/use-app.ts';
import { useT } from '../hooks/use-t.ts';
import { NetworkList } from './NetworkList.tsx';
import styles from './NetworkPicker.module.css';

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
        <NetworkList
          onPick={(id) => {
            app.getState().setNetwork(id);
            close();
          }}
        />
      )}
    </Popover>
  );
}
