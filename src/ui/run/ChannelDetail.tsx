import { type KeyboardEvent, type PointerEvent, type ReactNode, useState } from 'react';
import { mapsOf } from '../../engine/shape.ts';
import { MapPicture } from '../components/MapPicture.tsx';
import { useApp } from '../hooks/use-app.ts';
import { useFormat } from '../hooks/use-format.ts';
import { useT } from '../hooks/use-t.ts';
import styles from './ChannelDetail.module.css';
import { Histogram } from './Histogram.tsx';
import { useChannel } from './use-channel.ts';
import type { Layer } from './use-layer.ts';
import { useLimit } from './use-limit.ts';

const MOVES: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

const NONE = new Float32Array();

/** One channel enlarged: the value under the pointer or cursor, what that value sees of the picture, statistics, histogram. */
export function ChannelDetail({ layer, channel }: { readonly layer: Layer; readonly channel: number }): ReactNode {
  const t = useT();
  const format = useFormat();
  const values = useChannel(layer, channel);
  const limit = useLimit()(channel);
  const field = useApp((state) => state.analysis?.byId.get(layer.id)?.receptiveField ?? null);
  const [cell, setCell] = useState<readonly [number, number]>([0, 0]);
  const isMap = layer.shape.length === 3;
  const { rows: height, columns: width } = mapsOf(layer.shape);
  const stats = layer.channels[channel];
  const row = Math.min(cell[0], height - 1);
  const column = Math.min(cell[1], width - 1);
  const value = values === null ? '…' : format.decimal(values[row * width + column] ?? Number.NaN, 4);
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
        aria-label={t('run.cursor', { row, column, value })}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the cursor is moved by arrow keys
        tabIndex={0}
        onPointerMove={point}
        onPointerDown={point}
        onKeyDown={move}
      >
        <MapPicture values={values} height={height} width={width} limit={limit} className={styles['picture']} />
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
        <dd>{value}</dd>
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
      <Histogram values={values ?? NONE} />
    </div>
  );
}

function clamp(value: number, size: number): number {
  return Math.max(0, Math.min(size - 1, Math.floor(value)));
}
