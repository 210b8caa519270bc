import { type ReactNode, useId, useState } from 'react';
import { mapsOf, type Shape } from '../../../engine/shape.ts';
import { useElementSize } from '../../hooks/use-element-size.ts';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { useFormat } from '../../hooks/use-format.ts';
import { useShownPixels } from '../../hooks/use-shown-pixels.ts';
import { useT } from '../../hooks/use-t.ts';
import { Button } from '../Button.tsx';
import { ChannelPicture } from '../ChannelPicture.tsx';
import styles from './MapRows.module.css';
import { useRows } from './use-rows.ts';

/** Pixels that the name of a row and one map take: where there is room, and on a phone. */
const WIDE = { name: 128, map: 88 };
const NARROW = { name: 96, map: 64 };
/** Width from which there is room, in pixels. */
const ROOM = 480;

/** Outputs of the same shape, one below another, channel by channel, all on one scale. */
export interface MapRowsProps {
  readonly title: string;
  readonly shape: Shape;
  /** Whose output each row shows, and what the row is called. */
  readonly rows: readonly {
    readonly id: string;
    readonly of: 'whole' | 'last' | 'difference';
    readonly name: string;
  }[];
}

/** See `MapRowsProps`. */
export function MapRows(props: MapRowsProps): ReactNode {
  const id = useId();
  const [frame, size] = useElementSize<HTMLElement>();
  return (
    <figure ref={frame} className={styles['maps']} aria-labelledby={id}>
      {/* How many maps there are room for is known before the first are asked for. */}
      {size !== null && <Maps id={id} width={size.width} {...props} />}
    </figure>
  );
}

function Maps({ id, width, title, shape, rows }: MapRowsProps & { readonly id: string; readonly width: number }) {
  const t = useT();
  const format = useFormat();
  const errorText = useErrorText();
  const [grid, room] = useShownPixels<HTMLDivElement>();
  const [page, setPage] = useState(0);
  const isVector = shape.length !== 3;
  const { channels, rows: height, columns: breadth } = mapsOf(shape);
  const pixels = width < ROOM ? NARROW : WIDE;
  const places = isVector ? 1 : Math.max(2, Math.min(12, Math.floor((width - pixels.name) / pixels.map)));
  const pages = Math.ceil(channels / places);
  const now = Math.min(page, pages - 1);
  const sources = rows.map(({ id: node, of }) => ({ id: node, of }));
  const most = room && ([Math.min(height, room[0]), Math.min(breadth, room[1])] as const);
  const { told, error } = useRows({ rows: sources, from: now * places, count: places }, most);
  const shown = Array.from({ length: Math.min(places, channels - now * places) }, (_unused, place) => place);
  if (error !== null)
    return (
      <p role="alert" className={styles['error']}>
        {errorText(error)}
      </p>
    );
  return (
    <>
      <div className={styles['head']}>
        <figcaption id={id}>{title}</figcaption>
        {told !== null && (
          <span className={styles['scale']}>
            −{format.decimal(told.limit)} <span aria-hidden="true" className={styles['ramp']} /> +
            {format.decimal(told.limit)}
          </span>
        )}
      </div>
      <div ref={grid} className={styles['grid']} style={{ gridTemplateColumns: columns(pixels.name, places) }}>
        {rows.map(({ of, name }, row) => (
          <div key={`${of} ${name}`} className={styles['row']}>
            <p className={styles['name']}>
              {name}
              <span>‖·‖ {told === null ? '…' : format.decimal(told.rows[row]?.norm ?? Number.NaN, 1)}</span>
            </p>
            {shown.map((place) => (
              <ChannelPicture
                key={place}
                picture={told?.rows[row]?.pictures[place]}
                className={styles[isVector ? 'strip' : 'map']}
              />
            ))}
          </div>
        ))}
        {!isVector && (
          <div className={styles['row']} aria-hidden="true">
            <span />
            {shown.map((place) => (
              <span key={place} className={styles['number']}>
                {told?.channels[place]}
              </span>
            ))}
          </div>
        )}
      </div>
      {pages > 1 && (
        <nav className={styles['pages']} aria-label={title}>
          <Button disabled={now <= 0} onClick={() => setPage(now - 1)}>
            {t('cuts.previousChannels')}
          </Button>
          <span>{t('cuts.page', { page: now + 1, pages })}</span>
          <Button disabled={now >= pages - 1} onClick={() => setPage(now + 1)}>
            {t('cuts.nextChannels')}
          </Button>
        </nav>
      )}
    </>
  );
}

function columns(name: number, count: number): string {
  return `minmax(72px, ${name - 16}px) repeat(${count}, minmax(0, ${count === 1 ? 1000 : 112}px))`;
}
