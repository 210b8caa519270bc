import type { ReactNode } from 'react';
import styles from './comparison.module.css';

/** A table of things that are compared; on a phone each row becomes a block with a line for each column. */
export function ComparisonTable({
  columns,
  children,
}: {
  /** Names of the columns, that of the rows' heads first. */
  readonly columns: readonly string[];
  /** Rows of the body. */
  readonly children: ReactNode;
}): ReactNode {
  return (
    <table className={styles['table']}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}
