import { useEffect, useState } from 'react';
import { mapsOf, type Pair } from '../../engine/shape.ts';
import { readPictures } from '../../state/layer-maps.ts';
import type { Picture } from '../components/ChannelPicture.tsx';
import { readColourTable } from '../components/read-colour-table.ts';
import { useApp } from '../hooks/use-app.ts';
import type { Layer } from './use-layer.ts';
import { useLimit } from './use-limit.ts';

const NONE: ReadonlyMap<number, Picture> = new Map();

/**
 * Channels of a layer as pictures in the colours of the theme, by their numbers, no larger than `room` where they are shown. Those of a
 * former scale stay until the new ones are there.
 */
export function usePictures(
  layer: Layer,
  channels: readonly number[],
  room: Pair | null,
): ReadonlyMap<number, Picture> {
  const theme = useApp((state) => state.theme);
  const limits = channels.map(useLimit());
  const [read, setRead] = useState<{ layer: Layer; pictures: ReadonlyMap<number, Picture> } | null>(null);
  const { rows, columns } = mapsOf(layer.shape);
  const most = room && [Math.min(rows, room[0]), Math.min(columns, room[1])];
  const key = JSON.stringify({ channels, limits, most, theme });
  useEffect(() => {
    if (most === null) return;
    let isWanted = true;
    const colours = readColourTable(document.documentElement);
    const [height = 1, width = 1] = most;
    void readPictures({ id: layer.id, channels, limits, colours, most: [height, width] }).then((found) => {
      if (isWanted && found !== null) setRead({ layer, pictures: byChannel(channels, found) });
    });
    return () => {
      isWanted = false;
    };
  }, [layer, key]);
  return read?.layer === layer ? read.pictures : NONE;
}

function byChannel(
  channels: readonly number[],
  { height, width, data }: { readonly height: number; readonly width: number; readonly data: Picture['pixels'] },
): ReadonlyMap<number, Picture> {
  const bytes = 4 * height * width;
  return new Map(
    channels.map((channel, place) => [
      channel,
      { height, width, pixels: data.subarray(place * bytes, (place + 1) * bytes) },
    ]),
  );
}
