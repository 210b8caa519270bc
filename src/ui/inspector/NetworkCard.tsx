import type { ReactNode } from 'react';
import type { Analysis } from '../../engine/analysis.ts';
import { formatShape } from '../../engine/shape.ts';
import { app } from '../../state/store.ts';
import { findNetwork } from '../../zoo/index.ts';
import { Button } from '../components/Button.tsx';
import { FactList } from '../components/layer/FactList.tsx';
import { useApp } from '../hooks/use-app.ts';
import { useFormat } from '../hooks/use-format.ts';
import { useT } from '../hooks/use-t.ts';
import styles from './NetworkCard.module.css';
import { StageTable } from './StageTable.tsx';

/** The network as a whole: what it is, what it costs, and how to begin. */
export function NetworkCard({ analysis }: { readonly analysis: Analysis }): ReactNode {
  const t = useT();
  const { count, si, bytes } = useFormat();
  const entry = findNetwork(useApp((state) => state.network));
  const memory = analysis.reports.reduce((sum, report) => sum + report.activationBytes, 0);
  const output = analysis.byId.get(analysis.graph.output)?.output ?? [];
  const kinds = new Map<string, number>();
  for (const { kind } of analysis.residuals) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  return (
    <div className={styles['card']}>
      <header>
        <h2 className={styles['name']}>{entry?.title ?? analysis.graph.name}</h2>
        <p className={styles['words']}>{[entry?.variant, entry?.year, entry?.paper].filter(Boolean).join(' · ')}</p>
        <p className={styles['shapes']}>
          {formatShape(analysis.input)} <span aria-hidden="true">→</span> <b>{formatShape(output)}</b>
        </p>
      </header>
      <FactList
        facts={[
          [t('inspector.params'), count(analysis.trainable)],
          ...(analysis.params === analysis.trainable
            ? []
            : [[t('inspector.paramsWithStatistics'), count(analysis.params)] as const]),
          [t('inspector.macs'), si(analysis.macs)],
          [t('inspector.weightBytes'), bytes(analysis.trainable * 4)],
          [t('inspector.allActivations'), bytes(memory)],
          [
            t('inspector.layersAndBlocks'),
            `${count(analysis.reports.length - 1)} / ${count(analysis.graph.blocks.length)}`,
          ],
          ...[...kinds].map(([kind, number]) => [t(`inspector.shortcuts.${kind}`), count(number)] as const),
        ]}
      />
      <div className={styles['begin']}>
        <Button look="primary" onClick={() => app.getState().stepLayer(1)}>
          {t('inspector.begin')}
        </Button>
        <p className={styles['words']}>{t('inspector.beginHint')}</p>
      </div>
      <StageTable analysis={analysis} />
    </div>
  );
}
