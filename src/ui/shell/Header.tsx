import type { ReactNode } from 'react';
import { Brand } from './Brand.tsx';
import styles from './Header.module.css';
import { ModeNav } from './ModeNav.tsx';

/** The head of every page: what is on the table, which page, and how it is shown. */
export function Header(): ReactNode {
  return (
    <header className={styles['header']}>
      <Brand />
      <ModeNav />
    </header>
  );
}
