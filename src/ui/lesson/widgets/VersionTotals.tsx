import type { ReactNode } from 'react';
import { type StageSummary, type VersionMeasure, versions } from '../../../lessons/versions.ts';
import { useFormat } from '../../hooks/use-format.ts';
import { useT } from '../../hooks/use-t.ts';
import { ComparedCell } from './ComparedCell.tsx';
import { signed } from './VersionRow.tsx';

/** The whole network of each version, where the measure can be added up. */
export function VersionTotals({
  columns,
  measure,
}: {
  /** Stages of each version. */
  readonly columns: readonly (readonly StageSummary[])[];
  readonly measure: VersionMeasure;
}): ReactNode {
  const t = useT();
  const format = useFormat();
  if (measure === 'strides' || measure === 'shape' || measure === 'field') return null;
  const totals = columns.map((stages) => stages.reduce((sum, stage) => sum + stage[measure], 0));
  return (
    <tfoot>
      <tr>
        <th scope="row">{t('lessons.versions.total')}</th>
        {totals.map((total, column) => (
          <ComparedCell
            key={versions[column]}
            name={t(`lessons.versions.network.${versions[column]}`)}
            lines={[format.count(total)]}
            difference={signed(total - (totals[0] ?? 0), format)}
            isMarked={total !== totals[0]}
          />
        ))}
      </tr>
    </tfoot>
  );
}
