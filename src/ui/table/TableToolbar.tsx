import { type ReactNode, useId } from 'react';
import type { Analysis } from '../../engine/analysis.ts';
import { Button } from '../components/Button.tsx';
import { Icon } from '../components/Icon.tsx';
import type { KindGroup } from '../components/kind-groups.ts';
import { useT } from '../hooks/use-t.ts';
import { ColumnMenu } from './ColumnMenu.tsx';
import type { ColumnId } from './columns.ts';
import { ExportMenu } from './ExportMenu.tsx';
import { KindChips } from './KindChips.tsx';
import styles from './TableToolbar.module.css';

/** What narrows, folds and exports the table. */
export function TableToolbar({
  analysis,
  filter,
  kinds,
  columns,
  isFlat,
  isFolded,
  onFilter,
  onKinds,
  onColumns,
  onFold,
  onUnsort,
}: {
  readonly analysis: Analysis;
  readonly filter: string;
  readonly kinds: ReadonlySet<KindGroup>;
  readonly columns: ReadonlySet<ColumnId>;
  /** Sorted by a column, hence without groups. */
  readonly isFlat: boolean;
  /** Whether any group is folded. */
  readonly isFolded: boolean;
  onFilter(filter: string): void;
  onKinds(kinds: ReadonlySet<KindGroup>): void;
  onColumns(columns: ReadonlySet<ColumnId>): void;
  /** Folds all groups, or none. */
  onFold(all: boolean): void;
  onUnsort(): void;
}): ReactNode {
  const t = useT();
  const id = useId();
  return (
    <div className={styles['toolbar']}>
      <label htmlFor={id} className={styles['search']} data-ring>
        <Icon name="search" />
        <input
          id={id}
          type="search"
          className={styles['field']}
          aria-label={t('table.filter')}
          placeholder={t('table.filterExample')}
          spellCheck={false}
          autoComplete="off"
          value={filter}
          onChange={(event) => onFilter(event.target.value)}
        />
      </label>
      <KindChips analysis={analysis} kinds={kinds} onKinds={onKinds} />
      <div className={styles['actions']}>
        {isFlat ? (
          <Button onClick={onUnsort}>{t('table.unsort')}</Button>
        ) : (
          <Button onClick={() => onFold(!isFolded)}>{t(isFolded ? 'table.unfoldAll' : 'table.foldAll')}</Button>
        )}
        <ColumnMenu columns={columns} onColumns={onColumns} />
        <ExportMenu analysis={analysis} />
      </div>
    </div>
  );
}
