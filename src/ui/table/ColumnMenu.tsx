import type { ReactNode } from 'react';
import { Button } from '../components/Button.tsx';
import { Icon } from '../components/Icon.tsx';
import { Popover } from '../components/Popover.tsx';
import { useT } from '../hooks/use-t.ts';
import styles from './ColumnMenu.module.css';
import { columns as allColumns, type ColumnId, usualColumns } from './columns.ts';

/** Which columns are shown. */
export function ColumnMenu({
  columns,
  onColumns,
}: {
  readonly columns: ReadonlySet<ColumnId>;
  onColumns(columns: ReadonlySet<ColumnId>): void;
}): ReactNode {
  const t = useT();
  return (
    <Popover
      label={t('table.columns')}
      align="end"
      trigger={(props) => (
        <Button {...props}>
          <Icon name="columns" />
          {t('table.columns')}
        </Button>
      )}
    >
      {() => (
        <div className={styles['menu']}>
          <ul>
            {allColumns.map(({ id }) => (
              <li key={id}>
                <label className={styles['choice']}>
                  <input
                    type="checkbox"
                    checked={columns.has(id)}
                    onChange={() => {
                      const next = new Set(columns);
                      if (!next.delete(id)) next.add(id);
                      onColumns(next);
                    }}
                  />
                  <span>
                    {t(`table.column.${id}`)}
                    <small className={styles['hint']}>{t(`table.hint.${id}`)}</small>
                  </span>
                </label>
              </li>
            ))}
          </ul>
          <div className={styles['foot']}>
            <Button onClick={() => onColumns(new Set(allColumns.map(({ id }) => id)))}>{t('table.allColumns')}</Button>
            <Button onClick={() => onColumns(usualColumns())}>{t('table.usualColumns')}</Button>
          </div>
        </div>
      )}
    </Popover>
  );
}
