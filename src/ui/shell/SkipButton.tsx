import type { ReactNode } from 'react';
import { useT } from '../hooks/use-t.ts';
import styles from './SkipButton.module.css';

/** The first stop of the Tab key: leads past the header. Not a link, since the hash of the address names the network. */
export function SkipButton({ target }: { readonly target: string }): ReactNode {
  const t = useT();
  return (
    <button type="button" className={styles['skip']} onClick={() => document.getElementById(target)?.focus()}>
      {t('shell.skip')}
    </button>
  );
}
