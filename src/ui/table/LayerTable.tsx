import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef } from 'react';
import type { AppState } from '../../state/AppState.ts';
import { hrefTo } from '../../state/navigation.ts';
import { app } from '../../state/store.ts';
import { Icon } from '../components/Icon.tsx';
import { useT } from '../hooks/use-t.ts';
import type { CellContext, Column, ColumnId } from './columns.ts';
import styles from './LayerTable.module.css';
import type { Row } from './rows.ts';
import { TableRow } from './TableRow.tsx';

/** By which column the rows are sorted. */
export interface Sort {
  readonly column: ColumnId;
  readonly descending: boolean;
}

/**
 * The table itself. ↑ ↓ Home End walk the rows and select their layers; Enter opens the layer in Explore, or folds a group, as a
 * click on its link or button does. The selected row is kept in sight.
 */
export function LayerTable({
  rows,
  columns,
  context,
  selected,
  sort,
  onSort,
  onFold,
  onSelect,
}: {
  readonly rows: readonly Row[];
  readonly columns: readonly Column[];
  readonly context: CellContext;
  readonly selected: string | null;
  readonly sort: Sort | null;
  onSort(sort: Sort | null): void;
  onFold(id: string): void;
  onSelect(id: string): void;
}): ReactNode {
  const t = useT();
  const region = useRef<HTMLElement>(null);
  const actions = useRef({ onFold, onSelect });
  useEffect(() => {
    actions.current = { onFold, onSelect };
  });
  const stable = useMemo(
    () => ({
      onFold: (id: string) => actions.current.onFold(id),
      onSelect: (id: string) => actions.current.onSelect(id),
      hrefOf: (id: string) => hrefTo(app.getState() satisfies AppState, { mode: 'explore', node: id }),
    }),
    [],
  );

  // Another order of the rows may have moved the selected one.
  useEffect(() => {
    region.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [selected, rows]);

  const stop = rows.some((row) => row.type === 'layer' && row.id === selected) ? selected : rows[0]?.id;
  return (
    <section
      ref={region}
      className={styles['region']}
      aria-label={t('table.title')}
      onKeyDown={(event) => moveFocus(event, region.current)}
    >
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col" className={styles['corner']}>
              {t('table.column.path')}
            </th>
            {columns.map((column) => (
              <ColumnHead key={column.id} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <TableRow
              key={row.type === 'layer' ? row.id : `${row.id}@${row.reports[0]?.index}`}
              row={row}
              columns={columns}
              context={context}
              isSelected={row.type === 'layer' && row.id === selected}
              isTabStop={row.id === stop}
              actions={stable}
            />
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <p className={styles['empty']}>{t('table.noRows')}</p>}
    </section>
  );
}

function ColumnHead({
  column,
  sort,
  onSort,
}: {
  readonly column: Column;
  readonly sort: Sort | null;
  onSort(sort: Sort | null): void;
}): ReactNode {
  const t = useT();
  const isSorted = sort?.column === column.id;
  const largestFirst = column.align === 'right';
  function cycle(): void {
    if (!isSorted) onSort({ column: column.id, descending: largestFirst });
    else if (sort.descending === largestFirst) onSort({ column: column.id, descending: !largestFirst });
    else onSort(null);
  }
  return (
    <th
      scope="col"
      data-align={column.align}
      aria-sort={isSorted ? (sort.descending ? 'descending' : 'ascending') : undefined}
    >
      <button type="button" className={styles['sort']} title={t(`table.hint.${column.id}`)} onClick={cycle}>
        {t(`table.column.${column.id}`)}
        <span className={styles['arrow']} data-sorted={isSorted || undefined} data-up={!sort?.descending || undefined}>
          <Icon name={isSorted ? 'chevron' : 'sort'} size={16} />
        </span>
      </button>
    </th>
  );
}

/** Moves the focus among the rows' first controls; a layer that gets it by keyboard is selected by its row. */
function moveFocus(event: KeyboardEvent, region: HTMLElement | null): void {
  if (!(event.target instanceof HTMLElement) || region === null || event.altKey || event.ctrlKey || event.metaKey)
    return;
  const stops = [...region.querySelectorAll<HTMLElement>('[data-row]')];
  const at = stops.indexOf(event.target);
  if (at === -1) return;
  const moves: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    Home: 0,
    End: stops.length - 1,
    PageDown: Math.min(at + 12, stops.length - 1),
    PageUp: Math.max(at - 12, 0),
  };
  const to = moves[event.key];
  if (to === undefined) return;
  event.preventDefault();
  const next = stops[to];
  next?.focus();
  const layer = next?.dataset['layer'];
  if (layer !== undefined) app.getState().select(layer);
}
