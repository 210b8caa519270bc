import { line, scaleLinear, scaleLog } from 'd3';
import { type ReactNode, useId } from 'react';
import { useElementSize } from '../../hooks/use-element-size.ts';
import { useFormat } from '../../hooks/use-format.ts';
import { formatPower } from '../format-fact.ts';
import styles from './LineChart.module.css';

/** One line of a chart. */
export interface Series {
  readonly id: string;
  readonly name: string;
  /** Which of the chart's colours and dashes it has. */
  readonly look: number;
  readonly values: readonly number[];
  /** A reference beside what was measured: thin and dotted. */
  readonly isGuide?: boolean;
}

const MARGIN = { top: 12, right: 16, bottom: 38, left: 56 };

/** Lines over a whole-numbered axis that starts at 1; values on a linear or logarithmic scale. Names stand in the legend below it. */
export function LineChart({
  title,
  xTitle,
  series,
  isLog = false,
  domain,
  height = 220,
  length,
}: {
  /** What is measured: accessible name and heading. */
  readonly title: string;
  readonly xTitle: string;
  readonly series: readonly Series[];
  readonly isLog?: boolean;
  /** Least and greatest value shown; from the values where absent. */
  readonly domain?: readonly [number, number];
  readonly height?: number;
  /** Last place of the axis. */
  readonly length: number;
}): ReactNode {
  const [frame, size] = useElementSize<HTMLDivElement>();
  const id = useId();
  const format = useFormat();
  const width = Math.max(200, size?.width ?? 0);
  const [low, high] = domain ?? extent(series, isLog);
  const x = scaleLinear([1, Math.max(2, length)], [MARGIN.left, width - MARGIN.right]);
  const room: [number, number] = [height - MARGIN.bottom, MARGIN.top];
  const y = isLog ? scaleLog([low, high], room) : scaleLinear([low, high], room);
  const ticks = isLog ? powerTicks(low, high) : y.ticks(4);
  const path = line<number>()
    .defined((value) => Number.isFinite(value) && (!isLog || value > 0))
    .x((_value, index) => x(index + 1))
    .y((value) => y(Math.min(Math.max(value, low), high)));
  return (
    <figure className={styles['chart']} aria-labelledby={id}>
      <figcaption id={id} className={styles['title']}>
        {title}
      </figcaption>
      <div ref={frame} className={styles['frame']} style={{ height }}>
        {size !== null && (
          <svg width={width} height={height} aria-hidden="true">
            {ticks.map((tick) => (
              <g key={tick} transform={`translate(0,${y(tick)})`}>
                <line className={styles['grid']} x1={MARGIN.left} x2={width - MARGIN.right} />
                <text className={styles['tick']} x={MARGIN.left - 8} dy="0.32em" textAnchor="end">
                  {isLog ? power(tick) : format.decimal(tick)}
                </text>
              </g>
            ))}
            {wholeTicks(Math.max(2, length), width).map((tick) => (
              <text key={tick} className={styles['tick']} x={x(tick)} y={height - 21} textAnchor="middle">
                {tick}
              </text>
            ))}
            <text className={styles['axis']} x={width - MARGIN.right} y={height - 3} textAnchor="end">
              {xTitle}
            </text>
            {series.map(({ id: key, values, look, isGuide }) => (
              <path
                key={key}
                className={styles['line']}
                data-look={look}
                data-guide={isGuide || undefined}
                d={path(values) ?? ''}
              />
            ))}
          </svg>
        )}
      </div>
      <ul className={styles['legend']}>
        {series.map(({ id: key, name, look, isGuide, values }) => (
          <li key={key}>
            <svg width="22" height="8" aria-hidden="true">
              <path className={styles['line']} data-look={look} data-guide={isGuide || undefined} d="M0 4H22" />
            </svg>
            {name}
            {values.length > 0 && !isLog && <b>{formatPower(values.at(-1) ?? 0, format)}</b>}
          </li>
        ))}
      </ul>
    </figure>
  );
}

function extent(series: readonly Series[], isLog: boolean): readonly [number, number] {
  const values = series
    .flatMap((item) => item.values)
    .filter((value) => Number.isFinite(value) && (!isLog || value > 0));
  const low = Math.min(...values);
  const high = Math.max(...values);
  if (!Number.isFinite(low)) return isLog ? [1e-3, 1] : [0, 1];
  if (!isLog) return [Math.min(0, low), high > 0 ? high * 1.05 : 1];
  return [
    10 ** Math.floor(Math.log10(low)),
    10 ** Math.max(Math.ceil(Math.log10(high)), Math.floor(Math.log10(low)) + 1),
  ];
}

/** Powers of ten, at most about six. */
function powerTicks(low: number, high: number): readonly number[] {
  const [from, to] = [Math.ceil(Math.log10(low)), Math.floor(Math.log10(high))];
  const step = Math.max(1, Math.ceil((to - from) / 5));
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_value, index) => 10 ** (to - index * step));
}

function power(tick: number): string {
  const exponent = Math.round(Math.log10(tick));
  const digits = [...String(Math.abs(exponent))].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('');
  return exponent === 0 ? '1' : `10${exponent < 0 ? '⁻' : ''}${digits}`;
}

function wholeTicks(length: number, width: number): readonly number[] {
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500].find((size) => length / size <= Math.max(3, width / 70)) ?? 1000;
  return [1, ...Array.from({ length: Math.floor(length / step) }, (_value, index) => (index + 1) * step)].filter(
    (tick, index, all) => index === 0 || (tick > 1 && (tick - (all[0] ?? 1)) / length > 0.04),
  );
}
