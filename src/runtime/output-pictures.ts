import { tensor1d } from '@tensorflow/tfjs-core';
import { type ColourTable, paint, scaleOf } from '../engine/colour-map.ts';
import { mapsOf, type Pair } from '../engine/shape.ts';
import { webgpuInUse } from './backends/webgpu.ts';
import type { Output } from './Output.ts';
import { runProgram } from './webgpu/device-program.ts';
import { picturesProgram } from './webgpu/pictures-program.ts';

/** Which channels of an output are wanted as pictures, and how. */
export interface PictureSpec {
  readonly channels: readonly number[];
  /** For each of the channels the value that the ends of the colours stand for. */
  readonly limits: readonly number[];
  readonly colours: ColourTable;
  /** The most pixels of a picture; one cell of a map is never more than one. */
  readonly most: Pair;
}

/** Pictures of one size, one after another, as RGBA bytes `[pictures, height, width, 4]`. */
export interface Pictures {
  readonly height: number;
  readonly width: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/** Below it, steps a unit are more than float32 can hold. */
const LEAST_LIMIT = 1e-35;

/** Most pixels of a side, which a canvas can have everywhere. */
const MOST_SIDE = 16_384;

/** Channels of a node's output as pictures; of a vector, itself as channel 0. On WebGPU the device paints, and its pixels are read back. */
export async function outputPictures(output: Output, spec: PictureSpec): Promise<Pictures> {
  const { rows, columns } = mapsOf(output.shape);
  const height = Math.min(rows, spec.most[0], MOST_SIDE);
  const width = Math.min(columns, spec.most[1], MOST_SIDE);
  const isOdd = spec.limits.some((limit) => limit > 0 && limit < LEAST_LIMIT);
  const paintAll = webgpuInUse() === undefined || isOdd ? paintHere : paintOnDevice;
  return { height, width, data: await paintAll(output, spec, height, width) };
}

async function paintHere(
  { tensor, shape }: Output,
  { channels, limits, colours }: PictureSpec,
  height: number,
  width: number,
): Promise<Pictures['data']> {
  const maps = mapsOf(shape);
  const data = (await tensor.data()) as Float32Array;
  const pixels = new Uint32Array(channels.length * height * width);
  for (const [picture, first] of channels.entries()) {
    const map = { data, first, stride: maps.channels, rows: maps.rows, columns: maps.columns };
    const into = pixels.subarray(picture * height * width, (picture + 1) * height * width);
    paint(map, { height, width }, limits[picture] ?? 0, colours, into);
  }
  return new Uint8ClampedArray(pixels.buffer);
}

async function paintOnDevice(
  { tensor, shape }: Output,
  { channels, limits, colours }: PictureSpec,
  height: number,
  width: number,
): Promise<Pictures['data']> {
  const maps = mapsOf(shape);
  const given = [
    tensor1d([...channels], 'int32'),
    tensor1d(limits.map(scaleOf), 'float32'),
    tensor1d(new Int32Array(colours.buffer), 'int32'),
  ];
  const program = picturesProgram(channels.length, height, width);
  const numbers = [channels.length, height, width, maps.channels, maps.rows, maps.columns];
  const painted = runProgram(program, [tensor, ...given], 'int32', numbers);
  try {
    return new Uint8ClampedArray(((await painted.data()) as Int32Array<ArrayBuffer>).buffer);
  } finally {
    for (const each of [...given, painted]) each.dispose();
  }
}
