import { type MouseEvent, memo, type ReactNode } from 'react';
import type { LayerKind } from '../../engine/layers/attrs.ts';
import type { Translate } from '../../i18n/translate.ts';
import { Icon } from '../components/Icon.tsx';
import { groupOfKind } from '../components/kind-groups.ts';
import type { CellContext, Column } from './columns.ts';
import type { Row } from './rows.ts';
import styles from './TableRow.module.css';

/** What a row can ask of the table. The same object at every render. */
interface RowActions {
  onFold(id: string): void;
  onSelect(id: string): void;
  hrefOf(id: string): string;
}

interface RowProps {
  readonly row: Row;
  readonly columns: readonly Column[];
  readonly context: CellContext;
  readonly isSelected: boolean;
  /** Whether Tab stops at this row's control. */
  readonly isTabStop: boolean;
  readonly actions: RowActions;
}

/** One row. Drawn again only when its own props change. */
export const TableRow = memo(function TableRow(props: RowProps): ReactNode {
  const { row, ...rest } = props;
  return row.type === 'layer' ? <LayerRow row={row} {...rest} /> : <GroupRow row={row} {...rest} />;
});

function LayerRow({
  row,
  columns,
  context,
  isSelected,
  isTabStop,
  actions,
}: RowProps & { readonly row: Extract<Row, { type: 'layer' }> }): ReactNode {
  const { report } = row;
  const { role } = report.node;
  function selectInstead(event: MouseEvent): void {
    if (event.detail === 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (event.detail === 2) window.location.hash = actions.hrefOf(row.id);
  }
  return (
    // By keyboard, the link in the row does what a click on the row does.
    <tr
      className={styles['layer']}
      aria-current={isSelected || undefined}
      data-kind={groupOfKind[report.node.kind]}
      onClick={() => actions.onSelect(row.id)}
    >
      <th scope="row" data-depth={row.depth}>
        <a
          className={styles['link']}
          href={actions.hrefOf(row.id)}
          tabIndex={isTabStop ? 0 : -1}
          data-row=""
          data-layer={row.id}
          title={context.t('table.openHint')}
          onClick={selectInstead}
        >
          {row.id}
        </a>
        {role !== undefined && <span className={styles['role']}>{context.t(`table.role.${role}`)}</span>}
      </th>
      {columns.map((column) => (
        <td
          key={column.id}
          data-align={column.align}
          data-column={column.id}
          title={column.id === 'kind' ? kindHint(report.node.kind, context.t) : undefined}
        >
          {column.cell(report, context)}
        </td>
      ))}
    </tr>
  );
}

/** `convolution: slides learned windows …` */
function kindHint(kind: LayerKind, t: Translate): string {
  return `${t(`layers.${kind}`)}: ${t(`layers.${kind}.what`)}`;
}

function GroupRow({
  row,
  columns,
  context,
  isTabStop,
  actions,
}: RowProps & { readonly row: Extract<Row, { type: 'group' }> }): ReactNode {
  return (
    <tr className={styles['group']}>
      <th scope="row" data-depth={row.depth}>
        <button
          type="button"
          className={styles['fold']}
          aria-expanded={!row.isFolded}
          tabIndex={isTabStop ? 0 : -1}
          data-row=""
          onClick={() => actions.onFold(row.id)}
        >
          <span className={styles['arrow']}>
            <Icon name="fold" size={16} />
          </span>
          {row.id}
          <span className={styles['size']}>{context.t('table.layers', { count: row.reports.length })}</span>
        </button>
      </th>
      {columns.map((column) => (
        <td key={column.id} data-align={column.align} data-column={column.id}>
          {column.id === 'kind' ? row.kind : column.group?.(row.reports, context)}
        </td>
      ))}
    </tr>
  );
}
