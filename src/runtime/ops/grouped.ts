import type { Conv2dAttrs } from '../../engine/layers/attrs.ts';
import type { SourceArray } from './Op.ts';

/** Input channels that a chunk of small groups is filled up to: the fastest of 4 to 128 with tfjs's WASM kernels. */
const CHUNK_CHANNELS = 32;

/** Neighbouring groups that are convolved together. */
export interface Chunk {
  readonly groups: number;
  /** First input channel. */
  readonly start: number;
  /** Input channels. */
  readonly channels: number;
  /** First output channel. */
  readonly outStart: number;
  readonly outChannels: number;
}

/** Whether every input channel is a group of its own: then there is a kernel for it (with one output a channel). */
export function isDepthwise({ groups, outChannels }: Conv2dAttrs, channels: number): boolean {
  return groups > 1 && groups === channels && outChannels === channels;
}

/** The chunks of a grouped convolution: one chunk for one group. tfjs has no grouped convolution of its own. */
export function chunksOf({ groups, outChannels }: Conv2dAttrs, inChannels: number): readonly Chunk[] {
  if (groups === 1) return [{ groups: 1, start: 0, channels: inChannels, outStart: 0, outChannels }];
  const width = inChannels / groups;
  const outWidth = outChannels / groups;
  const together = Math.max(1, Math.floor(CHUNK_CHANNELS / width));
  const chunks: Chunk[] = [];
  for (let from = 0; from < groups; from += together) {
    const count = Math.min(together, groups - from);
    chunks.push({
      groups: count,
      start: from * width,
      channels: count * width,
      outStart: from * outWidth,
      outChannels: count * outWidth,
    });
  }
  return chunks;
}

/**
 * The filter of a chunk as a dense one, `[kh, kw, channels, outChannels]`: zeros where a group would see another's channels, so
 * that the sums are exact. The source is PyTorch's `[out, in/groups, kh, kw]`.
 */
export function blockDiagonal(
  { data, shape }: SourceArray,
  attrs: Conv2dAttrs,
  chunk: Chunk,
): { readonly data: Float32Array; readonly shape: [number, number, number, number] } {
  const [, width = 1, height = 1, columns = 1] = shape;
  const outWidth = attrs.outChannels / attrs.groups;
  const cells = height * columns;
  const dense = new Float32Array(cells * chunk.channels * chunk.outChannels);
  for (let out = 0; out < chunk.outChannels; out++) {
    const firstInput = Math.floor(out / outWidth) * width;
    const source = (chunk.outStart + out) * width * cells;
    for (let input = 0; input < width; input++)
      for (let cell = 0; cell < cells; cell++)
        dense[(cell * chunk.channels + firstInput + input) * chunk.outChannels + out] =
          data[source + input * cells + cell] ?? 0;
  }
  return { data: dense, shape: [height, columns, chunk.channels, chunk.outChannels] };
}
