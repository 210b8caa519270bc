import { useEffect, useState } from 'react';
import { readChannel } from '../../state/layer-maps.ts';
import type { Layer } from './use-layer.ts';

/** The values of one channel of a layer, row by row, or of a vector; `null` until they are there. */
export function useChannel(layer: Layer, channel: number): Float32Array | null {
  const [read, setRead] = useState<{ layer: Layer; channel: number; values: Float32Array | null } | null>(null);
  useEffect(() => {
    let isWanted = true;
    void readChannel(layer.id, channel).then((values) => isWanted && setRead({ layer, channel, values }));
    return () => {
      isWanted = false;
    };
  }, [layer, channel]);
  return read?.layer === layer && read.channel === channel ? read.values : null;
}
