import { type KeyboardEvent, type PointerEvent, type ReactNode, useState } from 'react';
import { useApp } from '../hooks/use-app.ts';
import { useFormat } from '../hooks/use-format.ts';
import { useT } from '../hooks/use-t.ts';
import styles from './ChannelDetail.module.css';
import { MapCanvas } from './Gallery.tsx';
import { Histogram } from './Histogram.tsx';
import { useActivation } from './use-activation.ts';

const MOVES: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** One channel enlarged: the value under the pointer or cursor, what that value sees of the picture, statistics, histogram. */
export function ChannelDetail({ channel }: { readonly channel: number }): ReactNode {
  const t = useT();
  const format = useFormat();
  const activation = useActivation();
  const field = useApp((state) =>
    activation === null ? null : (state.analysis?.byId.get(activation.id)?.receptiveField ?? null),
  );
  const [cell, setCell] = useState<readonly [number, number]>([0, 0]);
  if (activation === null) return null;
  const isMap = activation.shape.length === 3;
  const [, height = 1, width = 1] = isMap ? activation.shape : [1, 1, activation.data.length];
  const cells = height * width;
  const values = activation.data.subarray(channel * cells, (channel + 1) * cells);
  const stats = activation.channels[channel];
  const row = Math.min(cell[0], height - 1);
  const column = Math.min(cell[1], width - 1);
  const point = (event: PointerEvent<HTMLElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    setCell([
      clamp(((event.clientY - box.top) / box.height) * height, height),
      clamp(((event.clientX - box.left) / box.width) * width, width),
    ]);
  };
  const move = (event: KeyboardEvent): void => {
    const step = MOVES[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    setCell([clamp(row + step[0], height), clamp(column + step[1], width)]);
  };
  return (
    <div className={styles['detail']}>
      <div
        className={isMap ? styles['large'] : styles['strip']}
        role="application"
        aria-label={t('run.cursor', { row, column, value: format.decimal(values[row * width + column] ?? 0, 4) })}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the cursor is moved by arrow keys
        tabIndex={0}
        onPointerMove={point}
        onPointerDown={point}
        onKeyDown={move}
      >
        <MapCanvas channel={channel} />
        <span
          aria-hidden="true"
          className={styles['cell']}
          style={{
            left: `${(column / width) * 100}%`,
            top: `${(row / height) * 100}%`,
            width: `${100 / width}%`,
            height: `${100 / height}%`,
          }}
        />
      </div>
      <dl className={styles['stats']}>
        <dt>{isMap ? t('run.channel', { channel }) : t('run.values')}</dt>
        <dd />
        <dt>{t('run.at', { row, column })}</dt>
        <dd>{format.decimal(values[row * width + column] ?? 0, 4)}</dd>
        <dt>{t('run.min')}</dt>
        <dd>{format.decimal(stats?.min ?? 0, 4)}</dd>
        <dt>{t('run.max')}</dt>
        <dd>{format.decimal(stats?.max ?? 0, 4)}</dd>
        <dt>{t('run.mean')}</dt>
        <dd>{format.decimal(stats?.mean ?? 0, 4)}</dd>
        <dt>{t('run.std')}</dt>
        <dd>{format.decimal(stats?.std ?? 0, 4)}</dd>
        <dt>{t('run.zeros')}</dt>
        <dd>{format.percent(stats?.zeros ?? 0)}</dd>
        {field !== null && (
          <>
            <dt>{t('run.sees')}</dt>
            <dd>
              {field.global
                ? t('run.seesAll')
                : `${format.count(field.height.size)} × ${format.count(field.width.size)} px`}
            </dd>
          </>
        )}
      </dl>
      <Histogram values={values} />
    </div>
  );
}

function clamp(value: number, size: number): number {
  return Math.max(0, Math.min(size - 1, Math.floor(value)));
}
