import { backend, engine, type Tensor, type TensorInfo } from '@tensorflow/tfjs-core';
import { numel, type Shape } from '../engine/shape.ts';
import { webgpuInUse } from './backends/webgpu.ts';
import { type ChannelStats, channelStats } from './statistics.ts';
import { readInTorchOrder } from './to-torch-order.ts';
import { CHUNK, chunkStatsProgram, type DeviceProgram, FIELDS } from './webgpu/chunk-stats-program.ts';
import { joinChunks } from './webgpu/join-chunks.ts';

/**
 * Statistics of each channel of a node's output `[C, H, W]`, or of a vector as one channel. On WebGPU the device works them out in
 * float32, and they alone are read back. Elsewhere, where there are hardly more values than statistics, and where a value is not finite,
 * they are those of `channelStats`.
 */
export async function outputStats(output: Tensor, shape: Shape): Promise<readonly ChannelStats[]> {
  const channels = shape.length === 3 ? (shape[0] ?? 1) : 1;
  const cells = numel(shape) / channels;
  const onDevice = webgpuInUse() !== undefined && cells > FIELDS;
  const found = onDevice ? joinChunks(await chunkStats(output, channels, cells), channels, cells) : undefined;
  return found ?? channelStats(await readInTorchOrder(output, shape), shape);
}

/** As much of tfjs's WebGPU backend as runs a program of ours. */
interface DeviceBackend {
  runWebGPUProgram(
    program: DeviceProgram,
    inputs: readonly TensorInfo[],
    dtype: 'float32',
    uniforms: readonly { readonly type: 'int32'; readonly data: readonly number[] }[],
  ): TensorInfo;
}

async function chunkStats(output: Tensor, channels: number, cells: number): Promise<Float32Array> {
  const chunks = Math.ceil(cells / CHUNK);
  const found = engine().makeTensorFromTensorInfo(
    (backend() as unknown as DeviceBackend).runWebGPUProgram(
      chunkStatsProgram(channels, chunks),
      [output],
      'float32',
      [channels, cells, chunks].map((value) => ({ type: 'int32', data: [value] })),
    ),
  );
  try {
    return (await found.data()) as Float32Array;
  } finally {
    found.dispose();
  }
}
