import type { ReactNode } from 'react';
import { layerSummary } from '../../chain/address.ts';
import type { ChainLayer } from '../../chain/Chain.ts';
import type { NodeReport } from '../../engine/analysis.ts';
import { formatShape } from '../../engine/shape.ts';
import { KindMark } from '../components/KindMark.tsx';
import { groupOfKind } from '../components/kind-groups.ts';
import { useFormat } from '../hooks/use-format.ts';
import { useT } from '../hooks/use-t.ts';
import styles from './ChainRow.module.css';

/** One layer: kind and settings, then its output, parameters, MACs, receptive field and lost rows; dashes where an error stands before. */
export function ChainRow({
  layer,
  at,
  report,
  isChosen,
  isWrong,
  onChoose,
}: {
  readonly layer: ChainLayer;
  readonly at: number;
  readonly report: NodeReport | null;
  readonly isChosen: boolean;
  readonly isWrong: boolean;
  onChoose(): void;
}): ReactNode {
  const t = useT();
  const { count } = useFormat();
  const group = groupOfKind[layer.kind];
  const lost = report?.lost;
  const isLosing = lost !== undefined && lost.rows + lost.columns > 0;
  return (
    <tr
      className={styles['row']}
      data-kind={group}
      data-reached={report !== null || isWrong}
      aria-current={isChosen || undefined}
      onClick={onChoose}
    >
      <th scope="row">
        <button
          type="button"
          className={styles['layer']}
          data-layer={at}
          aria-pressed={isChosen}
          tabIndex={isChosen ? 0 : -1}
          onClick={onChoose}
        >
          <span className={styles['place']}>{at + 1}</span>
          <KindMark group={group} size={14} />
          <span className={styles['kind']}>{layer.kind}</span>
          <span className={styles['settings']}>{layerSummary(layer).join(' ')}</span>
        </button>
      </th>
      <td data-column="output">{report === null ? '–' : formatShape(report.output)}</td>
      <td data-column="params">{dash(report?.params, count)}</td>
      <td data-column="macs">{dash(report?.macs, count)}</td>
      <td data-column="field">{report === null ? '–' : fieldOf(report, t('table.whole'))}</td>
      <td data-column="lost" className={isLosing ? styles['lost'] : undefined}>
        {lost === undefined ? '–' : `${lost.rows}, ${lost.columns}`}
      </td>
    </tr>
  );
}

function dash(value: number | undefined, format: (value: number) => string): string {
  return value === undefined || value === 0 ? '–' : format(value);
}

function fieldOf({ receptiveField: { height, width, global } }: NodeReport, whole: string): string {
  if (global) return whole;
  return height.size === width.size ? String(height.size) : `${height.size}×${width.size}`;
}
