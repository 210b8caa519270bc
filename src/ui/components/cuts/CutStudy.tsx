import { type ReactNode, useEffect } from 'react';
import type { Analysis } from '../../../engine/analysis.ts';
import { cutStudy } from '../../../state/cut-study.ts';
import { useApp } from '../../hooks/use-app.ts';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { useFormat } from '../../hooks/use-format.ts';
import { useT } from '../../hooks/use-t.ts';
import { BlockChart } from './BlockChart.tsx';
import { BlockMaps } from './BlockMaps.tsx';
import styles from './CutStudy.module.css';
import { CutTable } from './CutTable.tsx';
import { CutTools } from './CutTools.tsx';
import { useCutStudy } from './use-cut-study.ts';

/** What the blocks of a network do for one picture: how much each adds, and what the answer loses without it. */
export function CutStudy({ analysis }: { readonly analysis: Analysis }): ReactNode {
  const t = useT();
  const format = useFormat();
  const errorText = useErrorText();
  const result = useApp((state) => state.result);
  const { wholeRatios, cutRatios, losses, side, error } = useCutStudy((state) => state);
  useEffect(() => {
    if (result === null) return;
    const controller = new AbortController();
    void cutStudy.getState().measure(controller.signal);
    return () => controller.abort();
  }, [result]);
  return (
    <>
      <CutTools />
      {error !== null && (
        <p role="alert" className={styles['error']}>
          {errorText(error)}
        </p>
      )}
      <div className={styles['charts']}>
        {wholeRatios.size > 0 && (
          <BlockChart
            title={t('cuts.ratioTitle')}
            analysis={analysis}
            format={(value) => format.decimal(value)}
            series={[
              { id: 'whole', name: t('cuts.whole'), values: wholeRatios },
              ...(cutRatios.size === 0 ? [] : [{ id: 'cut', name: t('cuts.cut'), values: cutRatios, isCut: true }]),
            ]}
          />
        )}
        {losses.size > 0 && (
          <BlockChart
            title={t(`cuts.${side}LossTitle`)}
            analysis={analysis}
            format={(value) => format.decimal(100 * value, 1)}
            series={[{ id: 'loss', name: t('cuts.loss'), values: losses, isCut: true }]}
          />
        )}
      </div>
      {result !== null && <BlockMaps analysis={analysis} />}
      <CutTable />
    </>
  );
}
