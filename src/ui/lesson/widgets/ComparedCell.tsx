import type { ReactNode } from 'react';
import styles from './comparison.module.css';

/** A cell of a comparison, with the name of its column for where the columns are stacked. */
export function ComparedCell({
  name,
  lines,
  difference = '',
  isMarked = false,
}: {
  readonly name: string;
  readonly lines: readonly string[];
  /** How much it differs from what it is compared with; nothing where that is empty. */
  readonly difference?: string;
  readonly isMarked?: boolean;
}): ReactNode {
  return (
    <td data-differs={isMarked || undefined}>
      <span className={styles['name']}>{name}</span>
      <span className={styles['value']}>
        {lines.map((line) => (
          <span key={line}>{line}</span>
        ))}
        {difference !== '' && <span className={styles['difference']}>{difference}</span>}
      </span>
    </td>
  );
}
