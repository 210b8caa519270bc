import { type ReactNode, useId, useMemo, useState } from 'react';
import { useElementSize } from '../../hooks/use-element-size.ts';
import { useFormat } from '../../hooks/use-format.ts';
import { useT } from '../../hooks/use-t.ts';
import { Button } from '../Button.tsx';
import { MapPicture } from '../MapPicture.tsx';
import styles from './MapRows.module.css';

/** Pixels that the name of a row and one map take: where there is room, and on a phone. */
const WIDE = { name: 128, map: 88 };
const NARROW = { name: 96, map: 64 };
/** Width from which there is room, in pixels. */
const ROOM = 480;

/** One output among several of the same shape. */
export interface MapRow {
  readonly id: string;
  readonly name: string;
  /** `[C, H, W]` or `[features]`, row-major. */
  readonly data: Float32Array;
}

/** Outputs of the same shape, one below another, channel by channel, all on one scale. */
export function MapRows({
  title,
  shape,
  rows,
}: {
  readonly title: string;
  readonly shape: readonly number[];
  readonly rows: readonly MapRow[];
}): ReactNode {
  const t = useT();
  const format = useFormat();
  const id = useId();
  const [frame, size] = useElementSize<HTMLDivElement>();
  const [page, setPage] = useState(0);
  const isVector = shape.length !== 3;
  const [channels = 1, height = 1, width = 1] = isVector ? [1, 1, shape[0] ?? 1] : shape;
  const cells = height * width;
  const limit = useMemo(() => Math.max(...rows.map(({ data }) => largest(data))), [rows]);
  const order = useMemo(() => strongestFirst(rows[0]?.data, channels, cells), [rows, channels, cells]);
  const pixels = (size?.width ?? 0) < ROOM ? NARROW : WIDE;
  const room = Math.max(2, Math.min(12, Math.floor(((size?.width ?? 0) - pixels.name) / pixels.map)));
  const pages = Math.ceil(channels / room);
  const shown = order.slice(Math.min(page, pages - 1) * room).slice(0, room);
  return (
    <figure className={styles['maps']} aria-labelledby={id}>
      <div className={styles['head']}>
        <figcaption id={id}>{title}</figcaption>
        <span className={styles['scale']}>
          −{format.decimal(limit)} <span aria-hidden="true" className={styles['ramp']} /> +{format.decimal(limit)}
        </span>
      </div>
      <div
        ref={frame}
        className={styles['grid']}
        style={{ gridTemplateColumns: columns(pixels.name, isVector ? 1 : room) }}
      >
        {rows.map(({ id: key, name, data }) => (
          <div key={key} className={styles['row']}>
            <p className={styles['name']}>
              {name}
              <span>‖·‖ {format.decimal(norm(data), 1)}</span>
            </p>
            {shown.map((channel) => (
              <MapPicture
                key={channel}
                values={data.subarray(channel * cells, (channel + 1) * cells)}
                height={height}
                width={width}
                limit={limit}
                className={styles[isVector ? 'strip' : 'map']}
              />
            ))}
          </div>
        ))}
        {!isVector && (
          <div className={styles['row']} aria-hidden="true">
            <span />
            {shown.map((channel) => (
              <span key={channel} className={styles['number']}>
                {channel}
              </span>
            ))}
          </div>
        )}
      </div>
      {pages > 1 && (
        <nav className={styles['pages']} aria-label={title}>
          <Button disabled={page <= 0} onClick={() => setPage(page - 1)}>
            {t('cuts.previousChannels')}
          </Button>
          <span>{t('cuts.page', { page: Math.min(page, pages - 1) + 1, pages })}</span>
          <Button disabled={page >= pages - 1} onClick={() => setPage(page + 1)}>
            {t('cuts.nextChannels')}
          </Button>
        </nav>
      )}
    </figure>
  );
}

function columns(name: number, count: number): string {
  return `minmax(72px, ${name - 16}px) repeat(${count}, minmax(0, ${count === 1 ? 1000 : 112}px))`;
}

function largest(data: Float32Array): number {
  return data.reduce((most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most), 0);
}

function norm(data: Float32Array): number {
  return Math.sqrt(data.reduce((sum, value) => sum + value * value, 0));
}

/** Indices of the channels by their largest magnitude. */
function strongestFirst(data: Float32Array = new Float32Array(), channels: number, cells: number): readonly number[] {
  const strengths = Array.from({ length: channels }, (_unused, channel) =>
    largest(data.subarray(channel * cells, (channel + 1) * cells)),
  );
  return strengths.map((_strength, channel) => channel).sort((a, b) => (strengths[b] ?? 0) - (strengths[a] ?? 0));
}
