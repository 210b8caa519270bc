import { describe, expect, test } from 'vitest';
import { ByteReader } from './ByteReader.ts';

const MEBIBYTE = 2 ** 20;
const bytes = Uint8Array.from({ length: 5 * MEBIBYTE }, (_unused, index) => index * 7 + (index >> 11));

/** A file whose slices are counted; `withStream` tells whether it has streams that fill a buffer. */
function countedFile(withStream: boolean): { file: Blob; slices: number[] } {
  const file = new Blob([bytes]);
  const slices: number[] = [];
  const slice = (begin: number, end?: number): Blob => {
    slices.push(begin);
    const part = Blob.prototype.slice.call(file, begin, end);
    if (withStream) return part;
    const stream = (): never => {
      throw new TypeError('this stream cannot fill a buffer');
    };
    return Object.assign(part, { stream });
  };
  return { file: Object.assign(file, { slice }), slices };
}

describe.each([
  ['through a stream', true],
  ['through slices', false],
])('%s', (_name, withStream) => {
  test('read() gives any part, forwards, backwards and over gaps', async () => {
    const { file } = countedFile(withStream);
    const reader = new ByteReader(file);
    for (const [begin, length] of [
      [0, 10],
      [10, 3 * MEBIBYTE],
      [3 * MEBIBYTE + 50, 100],
      [5 * MEBIBYTE - 3, 3],
      [20, 0],
      [20, 5],
    ] as const) {
      const to = new Uint8Array(length);
      await reader.read(begin, to);
      expect(Buffer.compare(to, bytes.subarray(begin, begin + length))).toBe(0);
    }
    reader.cancel();
  });

  test('read() past the end says where the file ends', async () => {
    const reader = new ByteReader(countedFile(withStream).file);
    await expect(reader.read(bytes.length - 2, new Uint8Array(4))).rejects.toThrow(`ends at byte ${bytes.length}`);
  });
});

test('what follows closely comes through the same stream, what lies far off through a new one', async () => {
  const { file, slices } = countedFile(true);
  const reader = new ByteReader(file);
  for (const begin of [8, 16, 1000, 4 * MEBIBYTE, 4 * MEBIBYTE + 8]) await reader.read(begin, new Uint8Array(8));
  expect(slices).toEqual([8, 4 * MEBIBYTE]);
});
