import type { ReactNode } from 'react';
import type { Analysis, NodeReport } from '../../engine/analysis.ts';
import { numel } from '../../engine/shape.ts';
import { FactList } from '../components/layer/FactList.tsx';
import { macProduct } from '../components/layer/products.ts';
import { useFormat } from '../hooks/use-format.ts';
import { useT } from '../hooks/use-t.ts';
import styles from './CostTab.module.css';

/** Work and memory of the layer, and its share of the network. */
export function CostTab({ analysis, report }: { readonly analysis: Analysis; readonly report: NodeReport }): ReactNode {
  const t = useT();
  const { count, bytes, decimal, percent } = useFormat();
  const { macs, activationBytes, weightBytes, inputs, params } = report;
  const read = inputs.reduce((sum, shape) => sum + numel(shape) * 4, 0);
  const moved = read + activationBytes + weightBytes;
  const allActivations = analysis.reports.reduce((sum, each) => sum + each.activationBytes, 0);
  const product = macProduct(report);
  return (
    <>
      <p className={styles['sum']}>{product === '' ? t('inspector.noMacs') : `${product} = ${count(macs)}`}</p>
      <div className={styles['shares']}>
        <Share name={t('inspector.shareMacs')} share={macs / analysis.macs} text={percent(macs / analysis.macs)} />
        <Share
          name={t('inspector.shareParams')}
          share={params / analysis.trainable}
          text={percent(params / analysis.trainable)}
        />
        <Share
          name={t('inspector.shareMemory')}
          share={activationBytes / allActivations}
          text={percent(activationBytes / allActivations)}
        />
      </div>
      <FactList
        facts={[
          [t('inspector.flops'), count(macs * 2)],
          [t('inspector.inputBytes'), bytes(read)],
          [t('inspector.outputBytes'), bytes(activationBytes)],
          [t('inspector.weightBytes'), bytes(weightBytes)],
          [t('inspector.intensity'), decimal(macs / moved)],
        ]}
      />
      <p className={styles['words']}>{t('inspector.costWords')}</p>
    </>
  );
}

function Share({
  name,
  share,
  text,
}: {
  readonly name: string;
  readonly share: number;
  readonly text: string;
}): ReactNode {
  return (
    <div className={styles['share']}>
      <span>{name}</span>
      <span className={styles['track']}>
        <span className={styles['bar']} style={{ width: `${share * 100}%` }} />
      </span>
      <span className={styles['percent']}>{text}</span>
    </div>
  );
}
