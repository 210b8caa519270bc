import { slice } from '@tensorflow/tfjs-core';
import { mapsOf } from '../engine/shape.ts';
import type { Output } from './Output.ts';

/** The values of one channel of a node's output, `[H, W]` row by row of `[C, H, W]`. No other is read back from a device. */
export async function readChannel({ tensor, shape }: Output, channel: number): Promise<Float32Array> {
  const { rows, columns } = mapsOf(shape);
  const one = slice(tensor, [0, 0, 0, channel], [1, rows, columns, 1]);
  try {
    // What a slice of all there is gives is the output's own memory.
    return ((await one.data()) as Float32Array).slice();
  } finally {
    one.dispose();
  }
}
