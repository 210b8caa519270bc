import { expect, test, vi } from 'vitest';
import { DeviceClock } from './DeviceClock.ts';

vi.stubGlobal('GPUBufferUsage', { QUERY_RESOLVE: 512, COPY_SRC: 4, COPY_DST: 8, MAP_READ: 1 });
vi.stubGlobal('GPUMapMode', { READ: 1 });

/** A device whose stamps, in nanoseconds, are these. */
function deviceOf(stamps: readonly bigint[], features: readonly string[] = ['timestamp-query']): GPUDevice {
  const buffer = {
    mapAsync: async () => {},
    getMappedRange: (from: number, bytes: number) => BigInt64Array.from(stamps).buffer.slice(from, from + bytes),
    unmap() {},
    destroy() {},
  };
  const device = { features: new Set(features), createQuerySet: () => ({ destroy() {} }), createBuffer: () => buffer };
  return device as unknown as GPUDevice;
}

test('a clock tells the milliseconds from the begin of each pass to its end', async () => {
  const clock = DeviceClock.of(deviceOf([1_000_000n, 3_500_000n, 4_000_000n, 4_100_000n]), 2);
  expect(clock?.timestampWrites(1)).toMatchObject({ beginningOfPassWriteIndex: 2, endOfPassWriteIndex: 3 });
  expect(await clock?.read(2)).toEqual([2.5, 0.1]);
});

test.each([
  ['nothing', [0n, 0n, 0n, 0n]],
  ['backwards', [1n, 2n, 4n, 3n]],
])('a clock that counts %s tells nothing', async (_what, stamps) => {
  expect(await DeviceClock.of(deviceOf(stamps), 2)?.read(2)).toBeUndefined();
});

test('there is none on a device without one, nor for more passes than a set of stamps has room for', () => {
  expect(DeviceClock.of(deviceOf([], []), 1)).toBeUndefined();
  expect(DeviceClock.of(deviceOf([]), 2048)).toBeDefined();
  expect(DeviceClock.of(deviceOf([]), 2049)).toBeUndefined();
});
