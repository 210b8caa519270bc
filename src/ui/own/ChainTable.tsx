import { Fragment, type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import type { ChainError } from '../../chain/analyze-chain.ts';
import type { Chain } from '../../chain/Chain.ts';
import { moveLayer, removeLayer } from '../../chain/edit-chain.ts';
import type { Analysis } from '../../engine/analysis.ts';
import { useT } from '../hooks/use-t.ts';
import { ChainRow } from './ChainRow.tsx';
import styles from './ChainTable.module.css';
import { ErrorNote } from './ErrorNote.tsx';
import { InputRow } from './InputRow.tsx';

const columns = ['output', 'params', 'macs', 'field', 'lost'] as const;

/**
 * The layers of a chain with what each puts out and costs, as far as the shapes fit; the error stands at its layer. ↑ ↓ walk the layers, Alt
 * with them moves the layer, Delete takes it out.
 */
export function ChainTable({
  chain,
  analysis,
  error,
  chosen,
  onChoose,
  onChange,
  onInput,
}: {
  readonly chain: Chain;
  readonly analysis: Analysis;
  readonly error: ChainError | null;
  readonly chosen: number;
  onChoose(at: number): void;
  /** Takes the changed chain, and the layer to choose in it. */
  onChange(chain: Chain, choose: number): void;
  /** Takes the input as written; tells whether it could be one. */
  onInput(text: string): boolean;
}): ReactNode {
  const t = useT();
  const body = useRef<HTMLTableSectionElement>(null);
  const isWalking = useRef(false);
  useEffect(() => {
    // After a key, the focus follows the chosen layer.
    if (isWalking.current) body.current?.querySelector<HTMLElement>(`[data-layer="${chosen}"]`)?.focus();
    isWalking.current = false;
  });

  function onKeyDown(event: KeyboardEvent): void {
    if (!(event.target instanceof HTMLElement) || event.target.dataset['layer'] === undefined) return;
    if (event.ctrlKey || event.metaKey) return;
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const last = chain.layers.length - 1;
    if (by !== undefined) {
      const to = Math.min(Math.max(chosen + by, 0), last);
      if (event.altKey) onChange(moveLayer(chain, chosen, to), to);
      else onChoose(to);
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      onChange(removeLayer(chain, chosen), Math.min(chosen, last - 1));
    } else return;
    event.preventDefault();
    isWalking.current = true;
  }

  return (
    <div className={styles['region']}>
      <table className={styles['table']} aria-label={t('own.layers')}>
        <thead>
          <tr>
            <th scope="col">{t('own.column.layer')}</th>
            {columns.map((id) => (
              <th key={id} scope="col" data-column={id} title={t(`table.hint.${id}`)}>
                {t(`table.column.${id}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={onKeyDown}>
          <InputRow shape={chain.input} onInput={onInput} />
          {chain.layers.map((layer, at) => (
            <Fragment key={at}>
              <ChainRow
                layer={layer}
                at={at}
                report={analysis.reports[at + 1] ?? null}
                isChosen={at === chosen}
                isWrong={error?.at === at}
                onChoose={() => onChoose(at)}
              />
              {error?.at === at && (
                <tr>
                  <td colSpan={columns.length + 1} className={styles['error']}>
                    <ErrorNote chain={chain} error={error} onRepair={(repaired) => onChange(repaired, at)} />
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
      {chain.layers.length === 0 && <p className={styles['empty']}>{t('own.empty')}</p>}
    </div>
  );
}
