import type { ReactNode } from 'react';
import { Button } from '../components/Button.tsx';
import { Icon } from '../components/Icon.tsx';
import { useErrorText } from '../hooks/use-error-text.ts';
import { useT } from '../hooks/use-t.ts';
import styles from './ErrorNote.module.css';

/** Says which part of the address could not be read; the layers before it are shown. */
export function UnreadNotice({ part, onDismiss }: { readonly part: string; onDismiss(): void }): ReactNode {
  const t = useT();
  const text = useErrorText();
  return (
    <div role="alert" className={styles['note']}>
      <Icon name="warning" />
      <p className={styles['text']}>{text({ rule: 'unreadChain', values: { part } })}</p>
      <Button onClick={onDismiss}>{t('own.goOn')}</Button>
    </div>
  );
}
