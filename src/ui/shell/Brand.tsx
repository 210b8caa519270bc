import type { ReactNode } from 'react';
import styles from './Brand.module.css';

/** The mark and the name: a trunk, a layer on it, a shortcut over it. */
export function Brand(): ReactNode {
  return (
    <h1 className={styles['brand']}>
      <svg width="24" height="24" viewBox="0 0 24 24" fill="none" aria-hidden="true">
        <path
          className={styles['shortcut']}
          d="M4 13V7.5A2.5 2.5 0 0 1 6.5 5h11A2.5 2.5 0 0 1 20 7.5V13"
          strokeWidth="2.2"
          strokeDasharray="3.4 2"
        />
        <rect className={styles['trunk']} x="1.5" y="14" width="21" height="3" rx="1.5" />
        <rect className={styles['layer']} x="7.5" y="11" width="9" height="9" rx="2" />
      </svg>
      <span className={styles['name']}>Shapewalk</span>
    </h1>
  );
}
