import type { ReactNode } from 'react';
import styles from './Notice.module.css';

/** A quiet panel in the middle of a page that has nothing else to show: empty, loading or failed. */
export function Notice({
  title,
  children,
  busy = false,
}: {
  readonly title: string;
  readonly children?: ReactNode;
  /** Shows that something is being waited for. */
  readonly busy?: boolean;
}): ReactNode {
  return (
    <div className={styles['notice']} aria-busy={busy}>
      {busy && <span className={styles['bar']} aria-hidden="true" />}
      <p className={styles['title']}>{title}</p>
      {children}
    </div>
  );
}
