import { extent, line, max, scaleLinear } from 'd3';
import type { ReactNode } from 'react';
import type { ModelCard } from '../../state/built-in.ts';
import { useFormat } from '../hooks/use-format.ts';
import { useT } from '../hooks/use-t.ts';
import styles from './TrainingCurves.module.css';

interface Series {
  readonly name: string;
  readonly look: 'first' | 'second';
  readonly values: readonly number[];
}

/** Loss, and accuracy on training and test pictures, after each epoch. */
export function TrainingCurves({ history }: { readonly history: ModelCard['history'] }): ReactNode {
  const t = useT();
  const format = useFormat();
  return (
    <div className={styles['curves']}>
      <Chart
        title={t('run.loss')}
        series={[{ name: t('run.loss'), look: 'first', values: history.map(({ loss }) => loss) }]}
        label={(value) => format.decimal(value)}
      />
      <Chart
        title={t('run.accuracyTitle')}
        series={[
          { name: t('run.testPictures'), look: 'first', values: history.map(({ test }) => test) },
          { name: t('run.trainingPictures'), look: 'second', values: history.map(({ train }) => train) },
        ]}
        label={(value) => format.percent(value / 100)}
      />
    </div>
  );
}

const WIDTH = 320;
const HEIGHT = 160;
const MARGIN = { top: 8, right: 8, bottom: 20, left: 32 };

function Chart({
  title,
  series,
  label,
}: {
  readonly title: string;
  readonly series: readonly Series[];
  label(value: number): string;
}): ReactNode {
  const t = useT();
  const format = useFormat();
  const epochs = max(series, ({ values }) => values.length) ?? 1;
  const [least = 0, most = 1] = extent(series.flatMap(({ values }) => values));
  const x = scaleLinear([1, Math.max(epochs, 2)], [MARGIN.left, WIDTH - MARGIN.right]);
  const y = scaleLinear([least, most], [HEIGHT - MARGIN.bottom, MARGIN.top]).nice(4);
  const path = line<number>()
    .x((_value, index) => x(index + 1))
    .y(y);
  const ends = series.map(({ name, values }) => `${name} ${label(values.at(-1) ?? 0)}`).join(', ');
  return (
    <figure>
      <figcaption className={styles['caption']}>
        {series.map(({ name, look, values }) => (
          <span key={name} className={styles['key']}>
            <span aria-hidden="true" className={styles[`${look}Key`]} />
            {name} <strong>{label(values.at(-1) ?? 0)}</strong>
          </span>
        ))}
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t('run.curveHint', { title, epochs, ends })}>
        {y.ticks(4).map((tick) => (
          <g key={tick} transform={`translate(0 ${y(tick)})`}>
            <line className={styles['grid']} x1={MARGIN.left} x2={WIDTH - MARGIN.right} />
            <text className={styles['tick']} x={MARGIN.left - 6} dy="0.32em" textAnchor="end">
              {format.decimal(tick)}
            </text>
          </g>
        ))}
        {[1, epochs].map((epoch) => (
          <text
            key={epoch}
            className={styles['tick']}
            x={x(epoch)}
            y={HEIGHT - 4}
            textAnchor={epoch === 1 ? 'start' : 'end'}
          >
            {t('run.epoch', { epoch })}
          </text>
        ))}
        {series.map(({ name, look, values }) => (
          <path key={name} className={styles[look]} d={path(values) ?? ''} />
        ))}
      </svg>
    </figure>
  );
}
