import type { ReactNode } from 'react';
import type { Analysis, NodeReport } from '../../../engine/analysis.ts';
import { useT } from '../../hooks/use-t.ts';
import styles from './FieldFigure.module.css';
import type { Place } from './WindowFigure.tsx';

const SIDE = 160;

/** The picture, and what one output of the layer sees of it. */
export function FieldFigure({
  analysis,
  report: { receptiveField, output },
  place: [row, column],
}: {
  readonly analysis: Analysis;
  readonly report: NodeReport;
  readonly place: Place;
}): ReactNode {
  const t = useT();
  const [, height = 1, width = 1] = analysis.input;
  const { height: down, width: across, global } = receptiveField;
  const top = global ? 0 : down.start + row * down.jump;
  const left = global ? 0 : across.start + column * across.jump;
  const [tall, wide] = global ? [height, width] : [down.size, across.size];
  const outside = Math.max(0, -top, -left, top + tall - height, left + wide - width);
  const room = Math.min(outside, height / 2);
  const scale = SIDE / (Math.max(height, width) + 2 * room);
  return (
    <div className={styles['figure']}>
      <svg width={SIDE} height={SIDE} role="img" aria-label={t('inspector.fieldPicture')} className={styles['picture']}>
        <g transform={`scale(${scale}) translate(${room},${room})`}>
          <rect width={width} height={height} className={styles['image']} />
          <rect
            x={left}
            y={top}
            width={wide}
            height={tall}
            className={styles['field']}
            vectorEffect="non-scaling-stroke"
          />
        </g>
      </svg>
      <p className={styles['words']}>
        {global
          ? t('inspector.fieldGlobal', { size: `${down.size}×${across.size}` })
          : t('inspector.fieldWords', {
              row,
              column,
              size: `${down.size}×${across.size}`,
              picture: `${height}×${width}`,
              jump: down.jump,
              count: (output[1] ?? 1) * (output[2] ?? 1),
            })}
      </p>
    </div>
  );
}
