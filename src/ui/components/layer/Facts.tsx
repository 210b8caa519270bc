import type { ReactNode } from 'react';
import type { Analysis, NodeReport } from '../../../engine/analysis.ts';
import { useFormat } from '../../hooks/use-format.ts';
import { useT } from '../../hooks/use-t.ts';
import { FactList } from './FactList.tsx';
import { parameterProduct } from './products.ts';

/** Parameters, work, memory and receptive field of a layer, each in one line. */
export function Facts({ analysis, report }: { readonly analysis: Analysis; readonly report: NodeReport }): ReactNode {
  const t = useT();
  const { count, si, bytes, percent } = useFormat();
  const { params, macs, activationBytes, receptiveField } = report;
  const product = parameterProduct(report);
  return (
    <FactList
      facts={[
        [t('inspector.params'), `${product === '' ? '' : `${product} = `}${count(params)}`],
        [t('inspector.macs'), si(macs), macs === 0 ? '' : percent(macs / analysis.macs)],
        [t('inspector.memory'), bytes(activationBytes)],
        [t('inspector.field'), `${receptiveField.height.size} × ${receptiveField.width.size} px`],
      ]}
    />
  );
}
