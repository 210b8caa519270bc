import { expect, test } from 'vitest';
import { hashed } from '../hash.ts';
import { statsOf } from '../statistics.ts';
import { CHUNK } from './chunk-stats-program.ts';
import { joinChunks } from './join-chunks.ts';

/** What the device writes of one channel: each chunk's numbers. */
function told(values: Float32Array): Float32Array {
  const numbers: number[] = [];
  for (let begin = 0; begin < values.length; begin += CHUNK) {
    const chunk = values.subarray(begin, begin + CHUNK);
    const { min, max, mean, std, zeros } = statsOf(chunk);
    numbers.push(min, max, mean, std ** 2 * chunk.length, zeros * chunk.length, 0);
  }
  return Float32Array.from(numbers);
}

/** Channels as they lie: chunk by chunk, channel by channel. */
function interleaved(channels: readonly Float32Array[]): Float32Array {
  const chunks = (channels[0]?.length ?? 0) / 6;
  return Float32Array.from(
    Array.from({ length: chunks }, (_unused, chunk) =>
      channels.flatMap((numbers) => [...numbers.subarray(chunk * 6, (chunk + 1) * 6)]),
    ).flat(),
  );
}

test('joinChunks() gives the statistics of whole channels, the last chunk being shorter', () => {
  const cells = 2 * CHUNK + 77;
  const channels = [0, 1, 2].map((channel) =>
    hashed(`channel ${channel}`, cells, (s) => Math.max(0, s) * 10 ** channel - channel),
  );
  const joined = joinChunks(interleaved(channels.map(told)), channels.length, cells);
  for (const [channel, values] of channels.entries()) {
    const { min, max, mean, std, zeros } = statsOf(values);
    expect(joined?.[channel]).toMatchObject({ min, max });
    expect(joined?.[channel]?.mean).toBeCloseTo(mean, 4);
    expect(joined?.[channel]?.std).toBeCloseTo(std, 4);
    expect(joined?.[channel]?.zeros).toBeCloseTo(zeros, 10);
  }
});

test('joinChunks() does not answer for values, sums and differences that float32 does not do', () => {
  expect(joinChunks(Float32Array.of(0, 1, 0.5, 1, 0, 1), 1, 8)).toBeUndefined();
  expect(joinChunks(Float32Array.of(0, 1e-20, 1e-21, 0, 1, 0), 1, 8)).toBeUndefined();
  expect(joinChunks(Float32Array.of(2, 2, 2, 0, 0, 0), 1, 8)).toMatchObject([{ min: 2, std: 0 }]);
  expect(joinChunks(Float32Array.of(0, 3e38, 1e38, Number.POSITIVE_INFINITY, 0, 0), 1, 8)).toBeUndefined();
});
