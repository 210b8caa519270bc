import { mapsOf, type Shape } from '../engine/shape.ts';
import { webgpuInUse } from './backends/webgpu.ts';
import type { Output } from './Output.ts';
import { type ChannelStats, channelStats } from './statistics.ts';
import { readInTorchOrder } from './to-torch-order.ts';
import { CHUNK, chunkStatsProgram, FIELDS } from './webgpu/chunk-stats-program.ts';
import { runProgram } from './webgpu/device-program.ts';
import { joinChunks } from './webgpu/join-chunks.ts';

/**
 * Statistics of each channel of a node's output, or of a vector as one channel. On WebGPU the device works them out in float32, and they
 * alone are read back. Elsewhere, where there are hardly more values than statistics, and where float32 does not do a value, they are
 * those of `channelStats`.
 */
export async function outputStats(output: Output): Promise<readonly ChannelStats[]> {
  const { channels, rows, columns } = mapsOf(output.shape);
  const cells = rows * columns;
  const onDevice = webgpuInUse() !== undefined && cells > FIELDS;
  const found = onDevice ? joinChunks(await chunkStats(output, channels, cells), channels, cells) : undefined;
  return found ?? channelStats(await readInTorchOrder(output), output.shape);
}

/** The Euclidean norm of a node's output. On WebGPU it is worked out of the statistics, which are read back. */
export async function outputNorm(output: Output): Promise<number> {
  return normOf(await outputStats(output), output.shape);
}

/** The Euclidean norm of an output of this shape, of the statistics of its channels. */
export function normOf(stats: readonly ChannelStats[], shape: Shape): number {
  const { rows, columns } = mapsOf(shape);
  return Math.sqrt(stats.reduce((sum, { mean, std }) => sum + rows * columns * (mean ** 2 + std ** 2), 0));
}

async function chunkStats({ tensor }: Output, channels: number, cells: number): Promise<Float32Array> {
  const chunks = Math.ceil(cells / CHUNK);
  const found = runProgram(chunkStatsProgram(channels, chunks), [tensor], 'float32', [channels, cells, chunks]);
  try {
    return (await found.data()) as Float32Array;
  } finally {
    found.dispose();
  }
}
