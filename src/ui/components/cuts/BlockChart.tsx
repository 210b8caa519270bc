import { extent, scaleBand, scaleLinear } from 'd3';
import { type ReactNode, useId } from 'react';
import type { Analysis } from '../../../engine/analysis.ts';
import type { ByBlock } from '../../../state/cut-study.ts';
import { app } from '../../../state/store.ts';
import { useApp } from '../../hooks/use-app.ts';
import { useElementSize } from '../../hooks/use-element-size.ts';
import styles from './BlockChart.module.css';

const HEIGHT = 148;
const MARGIN = { top: 8, right: 8, bottom: 22, left: 48 };
/** Room that the name of a block needs, in pixels. */
const NAME = 58;

/** One measure of every block. */
export interface BlockSeries {
  readonly id: string;
  readonly name: string;
  readonly values: ByBlock;
  /** What is shown beside the network as it is stands out in the colour of cuts. */
  readonly isCut?: boolean;
}

/** A bar at every block along the depth, or two side by side; a click selects the block. The table beside it holds the same in numbers. */
export function BlockChart({
  title,
  analysis,
  series,
  format,
}: {
  readonly title: string;
  readonly analysis: Analysis;
  readonly series: readonly BlockSeries[];
  format(value: number): string;
}): ReactNode {
  const [frame, size] = useElementSize<HTMLDivElement>();
  const id = useId();
  const width = Math.max(200, size?.width ?? 0);
  const adds = analysis.residuals.map(({ add }) => add);
  const nameOf = (add: string): string => analysis.byId.get(add)?.node.block ?? add;
  const [low = 0, high = 1] = extent(series.flatMap(({ values }) => [0, ...values.values()]).filter(Number.isFinite));
  const x = scaleBand(adds, [MARGIN.left, width - MARGIN.right])
    .paddingInner(0.3)
    .paddingOuter(0.15);
  const inner = scaleBand(
    series.map((item) => item.id),
    [0, x.bandwidth()],
  ).paddingInner(0.1);
  const y = scaleLinear([low, Math.max(high, low + 1e-9)], [HEIGHT - MARGIN.bottom, MARGIN.top]).nice(4);
  const hasRoom = x.step() >= NAME;
  return (
    <figure className={styles['chart']} aria-labelledby={id}>
      <figcaption id={id} className={styles['title']}>
        {title}
      </figcaption>
      <div className={styles['keys']}>
        {series.length > 1 &&
          series.map(({ id: key, name, isCut }) => (
            <span key={key} className={styles['key']} data-cut={isCut || undefined}>
              {name}
            </span>
          ))}
      </div>
      <div ref={frame} className={styles['frame']} style={{ height: HEIGHT }}>
        {size !== null && (
          <svg width={width} height={HEIGHT} aria-hidden="true">
            {y.ticks(4).map((tick) => (
              <g key={tick} transform={`translate(0,${y(tick)})`}>
                <line className={styles[tick === 0 ? 'zero' : 'grid']} x1={MARGIN.left} x2={width - MARGIN.right} />
                <text className={styles['tick']} x={MARGIN.left - 8} dy="0.32em" textAnchor="end">
                  {format(tick)}
                </text>
              </g>
            ))}
            {adds.map((add, index) => (
              <Bars
                key={add}
                add={add}
                name={hasRoom ? nameOf(add) : stageName(nameOf(add), nameOf(adds[index - 1] ?? ''))}
                at={(x(add) ?? 0) - (x.step() - x.bandwidth()) / 2}
                step={x.step()}
              >
                {series.map(({ id: key, name, values, isCut }) => {
                  const value = values.get(add);
                  if (value === undefined || !Number.isFinite(value)) return null;
                  const [top, bottom] = [y(Math.max(0, value)), y(Math.min(0, value))];
                  return (
                    <rect
                      key={key}
                      className={styles['bar']}
                      data-cut={isCut || undefined}
                      x={(x(add) ?? 0) + (inner(key) ?? 0)}
                      y={top}
                      width={inner.bandwidth()}
                      height={Math.max(1, bottom - top)}
                    >
                      <title>{`${nameOf(add)}, ${name}: ${format(value)}`}</title>
                    </rect>
                  );
                })}
              </Bars>
            ))}
          </svg>
        )}
      </div>
    </figure>
  );
}

/** The place of one block: its bars, its name, and the strip that is clicked. */
function Bars({
  add,
  name,
  at,
  step,
  children,
}: {
  readonly add: string;
  readonly name: string;
  readonly at: number;
  readonly step: number;
  readonly children: ReactNode;
}): ReactNode {
  const isSelected = useApp(({ node, analysis }) => {
    const block = analysis?.byId.get(add)?.node.block;
    return node === add || (node !== null && block !== undefined && analysis?.byId.get(node)?.node.block === block);
  });
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the items of the graph do the same by keyboard
    <g className={styles['block']} data-selected={isSelected || undefined} onClick={() => app.getState().select(add)}>
      <rect className={styles['strip']} x={at} y={0} width={step} height={HEIGHT} />
      {children}
      <text className={styles['tick']} x={at + 4} y={HEIGHT - 6}>
        {name}
      </text>
    </g>
  );
}

/** The stage of a block, where it is another than that of the block before. */
function stageName(name: string, before: string): string {
  const [stage = ''] = name.split('.');
  return before.split('.')[0] === stage ? '' : stage;
}
