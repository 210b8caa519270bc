import type { ReactNode } from 'react';
import styles from './FactList.module.css';

/** A name, what it is, and a remark in a quieter tone. */
export type Fact = readonly [name: string, value: string, remark?: string];

/** Names at the left, values flush right. */
export function FactList({ facts }: { readonly facts: readonly Fact[] }): ReactNode {
  return (
    <dl className={styles['facts']}>
      {facts.map(([name, value, remark]) => (
        <div key={name} className={styles['fact']}>
          <dt>{name}</dt>
          <dd>
            {value}
            {remark !== undefined && remark !== '' && <span className={styles['remark']}>{remark}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
