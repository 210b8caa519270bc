import { bin, extent, max } from 'd3';
import type { ReactNode } from 'react';
import { useFormat } from '../hooks/use-format.ts';
import { useT } from '../hooks/use-t.ts';
import styles from './Histogram.module.css';

const WIDTH = 240;
const HEIGHT = 96;
const BINS = 24;

/** How often values of each size occur, negative ones and positive ones in the colours of the map. */
export function Histogram({ values }: { readonly values: Float32Array }): ReactNode {
  const t = useT();
  const format = useFormat();
  const finite = Array.from(values).filter(Number.isFinite);
  const [least = 0, most = 0] = extent(finite);
  const range: [number, number] = least === most ? [least - 0.5, most + 0.5] : [least, most];
  const bins = bin().domain(range).thresholds(BINS)(finite);
  const tallest = Math.max(1, max(bins, ({ length }) => length) ?? 1);
  const step = WIDTH / bins.length;
  return (
    <figure className={styles['figure']}>
      <figcaption className={styles['title']}>{t('run.histogram')}</figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={t('run.histogramHint', { min: format.decimal(least, 3), max: format.decimal(most, 3) })}
      >
        {bins.map((group, index) => {
          const height = (group.length / tallest) * (HEIGHT - 2);
          const middle = ((group.x0 ?? 0) + (group.x1 ?? 0)) / 2;
          return (
            <rect
              key={group.x0}
              className={middle < 0 ? styles['negative'] : styles['positive']}
              x={index * step}
              y={HEIGHT - height}
              width={Math.max(step - 1, 1)}
              height={height}
            />
          );
        })}
      </svg>
      <div className={styles['ends']}>
        {/* Nothing is said of values that are not there. */}
        <span>{finite.length > 0 && format.decimal(least, 3)}</span>
        <span>{finite.length > 0 && format.decimal(most, 3)}</span>
      </div>
    </figure>
  );
}
