import { max, min, scaleLog } from 'd3';
import { type ReactNode, useState } from 'react';
import { useFormat } from '../../hooks/use-format.ts';
import { useT } from '../../hooks/use-t.ts';
import styles from './Roofline.module.css';
import type { Point } from './to-points.ts';

/** Of the plot at most, and of what lies beside it in a window. */
const MOST_WIDTH = 640;
const BESIDE = 76;
const HEIGHT = 316;
const MARGIN = { top: 28, right: 16, bottom: 40, left: 64 };

/**
 * Every layer by its MACs per byte and its MACs per second, on logarithmic scales, under the roof that this machine has shown: the fastest layer,
 * and the most bytes a second. Source: Williams et al., CACM 52(4), 2009.
 */
export function Roofline({ points }: { readonly points: readonly Point[] }): ReactNode {
  const t = useT();
  const format = useFormat();
  // On a phone the plot is drawn narrower, not smaller: its letters stay readable.
  const [width] = useState(() => Math.max(240, Math.min(MOST_WIDTH, window.innerWidth - BESIDE)));
  const placed = points.filter(({ speed, intensity }) => speed > 0 && intensity > 0);
  const peak = max(placed, ({ speed }) => speed) ?? 1;
  const bandwidth = max(placed, ({ speed, intensity }) => speed / intensity) ?? 1;
  const [least, most] = [
    min(placed, ({ intensity }) => intensity) ?? 1,
    max(placed, ({ intensity }) => intensity) ?? 1,
  ];
  const x = scaleLog([least / 1.5, most * 1.5], [MARGIN.left, width - MARGIN.right]);
  const lowest = min(placed, ({ speed }) => speed) ?? 1;
  const y = scaleLog([lowest / 1.5, peak * 1.5], [HEIGHT - MARGIN.bottom, MARGIN.top]);
  const ridge = Math.min(Math.max(peak / bandwidth, least / 1.5), most * 1.5);
  // The slope may begin below the plot.
  const start = Math.max(least / 1.5, lowest / 1.5 / bandwidth);
  const roof = [
    [start, start * bandwidth],
    [ridge, ridge * bandwidth],
    [most * 1.5, peak],
  ] as const;
  const summary = t('run.measure.roof', { speed: format.si(peak), bandwidth: format.bytes(bandwidth) });
  return (
    <figure>
      <figcaption className={styles['caption']}>{summary}</figcaption>
      <svg viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={t('run.measure.plot', { count: placed.length })}>
        {powers(y.domain()).map((tick) => (
          <g key={tick} transform={`translate(0 ${y(tick)})`}>
            <line className={styles['grid']} x1={MARGIN.left} x2={width - MARGIN.right} />
            <text className={styles['tick']} x={MARGIN.left - 8} dy="0.32em" textAnchor="end">
              {format.si(tick)}
            </text>
          </g>
        ))}
        {powers(x.domain()).map((tick) => (
          <text key={tick} className={styles['tick']} x={x(tick)} y={HEIGHT - MARGIN.bottom + 16} textAnchor="middle">
            {format.decimal(tick)}
          </text>
        ))}
        <text className={styles['axis']} x={width - MARGIN.right} y={HEIGHT - 6} textAnchor="end">
          {t('run.measure.intensity')}
        </text>
        <text className={styles['axis']} x={MARGIN.left} y={12}>
          {t('run.measure.speed')}
        </text>
        <polyline className={styles['roof']} points={roof.map(([a, b]) => `${x(a)},${y(b)}`).join(' ')} />
        {placed.map(({ name, group, speed, intensity, milliseconds }) => (
          <circle key={name} className={styles['dot']} data-group={group} cx={x(intensity)} cy={y(speed)} r={4}>
            <title>{`${name}: ${format.milliseconds(milliseconds)}`}</title>
          </circle>
        ))}
      </svg>
    </figure>
  );
}

/** Powers of ten inside a domain; its ends where there are fewer than two. */
function powers(domain: readonly number[]): readonly number[] {
  const [low = 1, high = 10] = domain;
  const first = Math.ceil(Math.log10(low));
  const inside = Array.from(
    { length: Math.max(0, Math.floor(Math.log10(high)) - first + 1) },
    (_unused, step) => 10 ** (first + step),
  );
  return inside.length > 1 ? inside : [low * 1.2, high / 1.2].map((value) => Number(value.toPrecision(1)));
}
