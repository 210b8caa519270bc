import { type ReactNode, useMemo, useState } from 'react';
import { preferences } from '../../state/preferences.ts';
import { app } from '../../state/store.ts';
import type { KindGroup } from '../components/kind-groups.ts';
import { Totals } from '../components/network/Totals.tsx';
import { VisuallyHidden } from '../components/VisuallyHidden.tsx';
import { useApp } from '../hooks/use-app.ts';
import { useFormat } from '../hooks/use-format.ts';
import { useT } from '../hooks/use-t.ts';
import { type ColumnId, columns, usualColumns } from './columns.ts';
import { LayerTable, type Sort } from './LayerTable.tsx';
import { foldable, tableRows } from './rows.ts';
import styles from './TablePage.module.css';
import { TableToolbar } from './TableToolbar.tsx';

/** Every layer of the network as a table: sorted, filtered, folded, exported, and tied to the graph by the selected layer. */
export function TablePage(): ReactNode {
  const t = useT();
  const format = useFormat();
  const [analysis, node] = useApp((state) => [state.analysis, state.node]);
  const [filter, setFilter] = useState('');
  const [kinds, setKinds] = useState<ReadonlySet<KindGroup>>(new Set());
  const [chosen, setChosen] = useState(rememberedColumns);
  const [sort, setSort] = useState<Sort | null>(null);
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());

  const shown = useMemo(() => columns.filter(({ id }) => chosen.has(id)), [chosen]);
  const rows = useMemo(() => {
    if (analysis === null) return [];
    const column = columns.find(({ id }) => id === sort?.column) ?? null;
    return tableRows(analysis, { filter, kinds, sort: { column, descending: sort?.descending ?? false }, folded });
  }, [analysis, filter, kinds, sort, folded]);
  const context = useMemo(
    () => ({ format, t, params: analysis?.params ?? 0, macs: analysis?.macs ?? 0 }),
    [format, t, analysis],
  );
  if (analysis === null) return null;

  return (
    <div className={styles['page']}>
      <h2>
        <VisuallyHidden>{t('table.title')}</VisuallyHidden>
      </h2>
      <TableToolbar
        analysis={analysis}
        filter={filter}
        kinds={kinds}
        columns={chosen}
        isFlat={sort !== null}
        isFolded={folded.size > 0}
        onFilter={setFilter}
        onKinds={setKinds}
        onColumns={(ids) => {
          preferences.keepColumns([...ids]);
          setChosen(ids);
        }}
        onFold={(all) => setFolded(new Set(all ? foldable(analysis) : []))}
        onUnsort={() => setSort(null)}
      />
      <LayerTable
        rows={rows}
        columns={shown}
        context={context}
        selected={node}
        sort={sort}
        onSort={setSort}
        onFold={(id) => setFolded(toggled(folded, id))}
        onSelect={(id) => app.getState().select(id)}
      />
      <Totals analysis={analysis} />
    </div>
  );
}

/** The columns of the last visit, or the usual ones. */
function rememberedColumns(): ReadonlySet<ColumnId> {
  const kept = preferences.columns();
  if (kept === null) return usualColumns();
  return new Set(columns.map(({ id }) => id).filter((id) => kept.includes(id)));
}

function toggled<Item>(set: ReadonlySet<Item>, item: Item): ReadonlySet<Item> {
  const next = new Set(set);
  if (!next.delete(item)) next.add(item);
  return next;
}
