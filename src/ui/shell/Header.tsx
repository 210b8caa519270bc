import type { ReactNode } from 'react';
import { useApp } from '../hooks/use-app.ts';
import { Brand } from './Brand.tsx';
import { ClassesControl } from './ClassesControl.tsx';
import styles from './Header.module.css';
import { HelpButton } from './HelpButton.tsx';
import { LanguageSelect } from './LanguageSelect.tsx';
import { ModeNav } from './ModeNav.tsx';
import { NetworkPicker } from './NetworkPicker.tsx';
import { ShareButton } from './ShareButton.tsx';
import { SizeControl } from './SizeControl.tsx';
import { ThemeSelect } from './ThemeSelect.tsx';

/** The head of every page: what is on the table, which page, and how it is shown. */
export function Header(): ReactNode {
  // The Own page has an input of its own.
  const isShown = useApp((state) => state.analysis !== null && state.mode !== 'own');
  return (
    <header className={styles['header']}>
      <Brand />
      <div className={styles['network']}>
        <NetworkPicker />
      </div>
      {isShown && (
        <div className={styles['settings']}>
          <SizeControl />
          <ClassesControl />
        </div>
      )}
      <div className={styles['modes']}>
        <ModeNav />
      </div>
      <div className={styles['tools']}>
        <LanguageSelect />
        <ThemeSelect />
        <ShareButton />
        <HelpButton />
      </div>
    </header>
  );
}
