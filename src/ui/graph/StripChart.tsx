import { type PointerEvent, type ReactNode, useMemo } from 'react';
import type { Analysis, NodeReport } from '../../engine/analysis.ts';
import { textWidth } from '../../layout/text-width.ts';
import { app } from '../../state/store.ts';
import { groupOfKind, kindGroups } from '../components/kind-groups.ts';
import { useApp } from '../hooks/use-app.ts';
import { useElementSize } from '../hooks/use-element-size.ts';
import { useFormat } from '../hooks/use-format.ts';
import { useT } from '../hooks/use-t.ts';
import type { Measure } from './measures.ts';
import styles from './StripChart.module.css';

const HEIGHT = 72;
/** Room for the marks of size below the bars. */
const MARKS = 20;

/** One bar a layer in the order of execution, below them where the map shrinks. Dragging walks along; the arrow keys do the same. */
export function StripChart({
  analysis,
  measure,
}: {
  readonly analysis: Analysis;
  readonly measure: Measure;
}): ReactNode {
  const t = useT();
  const format = useFormat();
  const node = useApp((state) => state.node);
  const [frame, size] = useElementSize<HTMLDivElement>();
  const width = size?.width ?? 0;
  const reports = useMemo(() => analysis.reports.filter(({ node }) => node.role !== 'unused'), [analysis]);
  const selected = reports.findIndex((report) => report.node.id === node);
  const step = width / reports.length;
  const here = reports[Math.max(0, selected)];

  function scrub(event: PointerEvent<HTMLDivElement>): void {
    if (event.type === 'pointermove' && !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const at = (event.clientX - event.currentTarget.getBoundingClientRect().left) / step;
    const id = reports[Math.min(Math.max(0, Math.floor(at)), reports.length - 1)]?.node.id;
    if (id !== undefined && id !== app.getState().node) app.getState().select(id);
  }

  return (
    <div
      ref={frame}
      role="slider"
      tabIndex={0}
      aria-label={t('explore.strip', { measure: t(`explore.measure.${measure.id}`) })}
      aria-valuemin={0}
      aria-valuemax={reports.length - 1}
      aria-valuenow={Math.max(0, selected)}
      aria-valuetext={here && `${here.node.id}: ${measure.text(here, format)}`}
      className={styles['strip']}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        scrub(event);
      }}
      onPointerMove={scrub}
    >
      <svg width={width} height={HEIGHT + MARKS} aria-hidden="true" className={styles['chart']}>
        <Bars reports={reports} measure={measure} step={step} />
        <Marks reports={reports} step={step} />
        {selected >= 0 && (
          <g transform={`translate(${(selected + 0.5) * step},0)`} className={styles['cursor']}>
            <line y1={0} y2={HEIGHT + 2} />
            <circle cy={HEIGHT + 2} r={4} />
          </g>
        )}
      </svg>
    </div>
  );
}

/** The bars as one path a colour: hundreds of layers cost no more than a few shapes. */
function Bars({
  reports,
  measure,
  step,
}: {
  readonly reports: readonly NodeReport[];
  readonly measure: Measure;
  readonly step: number;
}): ReactNode {
  const most = Math.max(...reports.map(measure.value)) || 1;
  const height = (value: number): number => (HEIGHT - 4) * (measure.byRoot ? Math.sqrt(value / most) : value / most);
  const bar = Math.max(1, step > 6 ? step - 3 : step * 0.75);
  return kindGroups.map((group) => {
    const path = reports
      .map((report, index) => {
        const value = measure.value(report);
        if (groupOfKind[report.node.kind] !== group || value === 0) return '';
        const tall = Math.max(1.5, height(value));
        return `M${(index * step + (step - bar) / 2).toFixed(2)} ${HEIGHT}v${(-tall).toFixed(2)}h${bar.toFixed(2)}v${tall.toFixed(2)}z`;
      })
      .join('');
    return path === '' ? null : <path key={group} d={path} data-kind={group} className={styles['bars']} />;
  });
}

/** Height and width of the map where they change, as long as there is room to write them. */
function Marks({ reports, step }: { readonly reports: readonly NodeReport[]; readonly step: number }): ReactNode {
  const marks: { readonly x: number; readonly text: string }[] = [];
  let before = '';
  for (const [index, { output }] of reports.entries()) {
    const text = output.length === 3 ? sizeText(output[1] ?? 1, output[2] ?? 1) : '1²';
    if (text === before) continue;
    before = text;
    const x = index * step;
    if (x - (marks.at(-1)?.x ?? -100) > 44) marks.push({ x, text });
  }
  return (
    <g className={styles['marks']}>
      <line x1={0} x2={step * reports.length} y1={HEIGHT + 2} y2={HEIGHT + 2} />
      {marks.map(({ x, text }) => (
        <Mark key={x} x={x} end={step * reports.length} text={text} />
      ))}
    </g>
  );
}

/** Under where it begins to hold, or flush with the end where it would run out of the strip. */
function Mark({ x, end, text }: { readonly x: number; readonly end: number; readonly text: string }): ReactNode {
  const isLast = x + 1 + textWidth(text, 'mono') > end;
  return (
    <text x={isLast ? end : x + 1} y={HEIGHT + 17} textAnchor={isLast ? 'end' : undefined}>
      {text}
    </text>
  );
}

function sizeText(height: number, width: number): string {
  return height === width ? `${height}²` : `${height}×${width}`;
}
