import type { ReactNode } from 'react';
import { hrefTo } from '../../state/navigation.ts';
import { modes } from '../../state/permalink.ts';
import { Icon } from '../components/Icon.tsx';
import { useApp } from '../hooks/use-app.ts';
import { useT } from '../hooks/use-t.ts';
import styles from './ModeNav.module.css';

/** The five pages: tabs in the header, a bar at the bottom on phones. */
export function ModeNav(): ReactNode {
  const t = useT();
  const mode = useApp((state) => state.mode);
  const hrefs = useApp((state) => modes.map((to) => hrefTo(state, { mode: to })));
  return (
    <nav className={styles['nav']} aria-label={t('shell.modes')}>
      {modes.map((to, index) => (
        <a
          key={to}
          href={hrefs[index]}
          className={styles['link']}
          aria-current={to === mode ? 'page' : undefined}
          aria-keyshortcuts={String(index + 1)}
        >
          <span className={styles['icon']}>
            <Icon name={to} />
          </span>
          {t(`shell.mode.${to}`)}
        </a>
      ))}
    </nav>
  );
}
