import { type ReactNode, useMemo } from 'react';
import type { Analysis } from '../../engine/analysis.ts';
import { app } from '../../state/store.ts';
import { useApp } from '../hooks/use-app.ts';
import { useFormat } from '../hooks/use-format.ts';
import { useT } from '../hooks/use-t.ts';
import styles from './DepthPanel.module.css';
import { measures, timeMeasure } from './measures.ts';
import { StepButtons } from './StepButtons.tsx';
import { StripChart } from './StripChart.tsx';

/** One measure over the whole depth of the network, and the buttons that walk along it. Once a picture has run, time is among the measures, and then stands on the graph too. */
export function DepthPanel({ analysis }: { readonly analysis: Analysis }): ReactNode {
  const t = useT();
  const format = useFormat();
  const chosen = useApp((state) => state.measure);
  const node = useApp((state) => state.node);
  const times = useApp((state) => state.result?.times);
  const offered = useMemo(() => (times === undefined ? measures : [...measures, timeMeasure(times)]), [times]);
  const measure = offered.find(({ id }) => id === chosen) ?? offered.find(({ id }) => id === 'macs');
  const report = node === null ? undefined : analysis.byId.get(node);
  if (measure === undefined) return null;
  return (
    <section className={styles['panel']} aria-label={t('explore.depth')}>
      <div className={styles['head']}>
        <h2 className={styles['title']}>{t('explore.depth')}</h2>
        <fieldset className={styles['measures']} aria-label={t('explore.measure')}>
          {offered.map(({ id }) => (
            <button
              key={id}
              type="button"
              className={styles['measure']}
              aria-pressed={id === measure.id}
              onClick={() => app.getState().setMeasure(id)}
            >
              {t(`explore.measure.${id}`)}
            </button>
          ))}
        </fieldset>
        <p className={styles['where']}>
          {report === undefined ? (
            t('explore.layersCount', { count: analysis.reports.length - 1 })
          ) : (
            <>
              <span className={styles['index']}>
                {t('explore.position', { index: report.index, count: analysis.reports.length - 1 })}
              </span>
              <b className={styles['name']} title={report.node.id}>
                {report.node.id}
              </b>
              <span className={styles['value']}>{measure.text(report, format)}</span>
            </>
          )}
        </p>
        <StepButtons />
      </div>
      <StripChart analysis={analysis} measure={measure} />
    </section>
  );
}
