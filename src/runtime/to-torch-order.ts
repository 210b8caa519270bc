import { numel, type Shape } from '../engine/shape.ts';
import type { Output } from './Output.ts';

/** The values of a node's output in PyTorch's order, `[C, H, W]` or `[features]`, on the CPU. */
export async function readInTorchOrder({ tensor, shape }: Output): Promise<Float32Array> {
  const data = (await tensor.data()) as Float32Array;
  return shape.length === 3 ? toChannelsFirst(data, shape) : data.slice();
}

/** `[H, W, C]` turned to `[C, H, W]`. */
function toChannelsFirst(data: Float32Array, shape: Shape): Float32Array {
  const [channels = 1] = shape;
  const cells = numel(shape) / channels;
  const turned = new Float32Array(data.length);
  for (let channel = 0; channel < channels; channel++) {
    const start = channel * cells;
    for (let cell = 0, from = channel; cell < cells; cell++, from += channels) turned[start + cell] = data[from] ?? 0;
  }
  return turned;
}

/** `[C, H, W]` turned to `[H, W, C]`. */
export function toChannelsLast(data: Float32Array, shape: Shape): Float32Array {
  const [channels = 1] = shape;
  const cells = numel(shape) / channels;
  const turned = new Float32Array(data.length);
  for (let channel = 0; channel < channels; channel++)
    for (let cell = 0; cell < cells; cell++) turned[cell * channels + channel] = data[channel * cells + cell] ?? 0;
  return turned;
}
