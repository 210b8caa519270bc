import { max, scaleLinear } from 'd3';
import type { ReactNode } from 'react';
import { app } from '../../state/store.ts';
import { groupOfKind } from '../components/kind-groups.ts';
import { useApp } from '../hooks/use-app.ts';
import { useFormat } from '../hooks/use-format.ts';
import { useT } from '../hooks/use-t.ts';
import styles from './TimeStrip.module.css';

const WIDTH = 352;
const HEIGHT = 56;

/** How long each layer took in the last run, and whether layers shared kernels; a click selects the layer. */
export function TimeStrip(): ReactNode {
  const t = useT();
  const format = useFormat();
  const { times, notFused, total, node, analysis } = useApp((state) => ({
    times: state.result?.times ?? null,
    notFused: state.result?.notFused,
    total: state.result?.milliseconds ?? 0,
    node: state.node,
    analysis: state.analysis,
  }));
  if (times === null) return null;
  const step = WIDTH / times.length;
  const height = scaleLinear([0, max(times, ({ milliseconds }) => milliseconds) ?? 1], [1, HEIGHT]);
  const slowest = times.reduce((most, time) => (time.milliseconds > most.milliseconds ? time : most));
  return (
    <section className={styles['strip']} aria-label={t('run.times')}>
      <div className={styles['head']}>
        <h2 className={styles['title']}>{t('run.times')}</h2>
        <p className={styles['total']}>
          {t('run.timesTotal', {
            time: format.milliseconds(total),
            layer: slowest.id,
            most: format.milliseconds(slowest.milliseconds),
          })}
        </p>
      </div>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        className={styles['chart']}
        role="img"
        aria-label={t('run.timesHint', { layer: slowest.id })}
      >
        {times.map(({ id, milliseconds, with: others = [] }, index) => {
          const kind = analysis?.byId.get(id)?.node.kind;
          const bar = height(milliseconds);
          return (
            // biome-ignore lint/a11y/noStaticElementInteractions: the steppers do the same by keyboard
            <rect
              key={id}
              className={styles['bar']}
              data-group={kind === undefined ? 'other' : groupOfKind[kind]}
              data-selected={node !== null && (id === node || others.includes(node))}
              x={index * step}
              y={HEIGHT - bar}
              width={Math.max(step - 0.6, 0.8)}
              height={bar}
              onClick={() => app.getState().select(id)}
            >
              <title>
                {[id, ...others].join(' + ')}: {format.milliseconds(milliseconds)}
              </title>
            </rect>
          );
        })}
      </svg>
      <p className={styles['total']}>
        {t(notFused === undefined ? 'run.fused' : `run.notFused.${notFused.rule}`, notFused)}
      </p>
    </section>
  );
}
