import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LazyTensor } from './Checkpoint.ts';
import { openCheckpoint } from './open-checkpoint.ts';
import { readAhead } from './read-ahead.ts';
import { writeSafetensors } from './write-safetensors.ts';

const MEBIBYTE = 2 ** 20;

/** A file whose slices are counted, of arrays of so many values. */
async function open(sizes: readonly number[]): Promise<{ tensors: ReadonlyMap<string, LazyTensor>; slices: number[] }> {
  const arrays = sizes.map((size, index) => ({
    name: `array${index}`,
    shape: [size],
    data: Float32Array.from({ length: size }, (_unused, at) => 1000 * index + at),
  }));
  const file = writeSafetensors(arrays);
  const slices: number[] = [];
  const counted = Object.assign(file, {
    slice(begin: number, end: number): Blob {
      slices.push(end - begin);
      return Blob.prototype.slice.call(file, begin, end);
    },
  });
  const { tensors } = await openCheckpoint(counted, 'test.safetensors');
  slices.length = 0;
  return { tensors, slices };
}

const nameOf = (index: number): string => `array${index}`;

describe('readAhead', () => {
  test('gives every array, in whatever order and however often it is asked for', async () => {
    const wishes = fc.record({
      sizes: fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 12 }),
      order: fc.array(fc.nat(11)),
      asked: fc.array(fc.nat(11), { maxLength: 30 }),
    });
    await fc.assert(
      fc.asyncProperty(wishes, async ({ sizes, order, asked }) => {
        const { tensors } = await open(sizes);
        const read = readAhead(tensors, [...new Set(order)].map(nameOf));
        for (const index of asked) {
          const values = await read(nameOf(index));
          expect(values && [...values]).toEqual(
            sizes[index] === undefined
              ? undefined
              : Array.from({ length: sizes[index] }, (_unused, at) => 1000 * index + at),
          );
        }
      }),
      { numRuns: 60 },
    );
  });

  test('reads neighbours in one go, and never far ahead', async () => {
    const { tensors, slices } = await open([...Array.from({ length: 100 }, () => 64), 5 * MEBIBYTE, 64]);
    const read = readAhead(tensors, Array.from(tensors.keys()));
    await read('array0');
    expect(slices).toEqual([64 * 4, 99 * 64 * 4]);
    for (let index = 1; index < 102; index++) await read(nameOf(index));
    expect(slices).toEqual([64 * 4, 99 * 64 * 4, 20 * MEBIBYTE, 64 * 4]);
  });

  test('tells whoever asks that an array could not be read, and nobody else', async () => {
    const { tensors } = await open([4, 4]);
    const broken = new Map(
      [...tensors].map(([name, { place: _place, ...tensor }]): [string, LazyTensor] => [
        name,
        { ...tensor, read: () => Promise.reject(new Error(`${name} is gone`)) },
      ]),
    );
    const read = readAhead(broken, ['array0', 'array1']);
    await expect(read('array0')).rejects.toThrow('array0 is gone');
    await expect(read('array1')).rejects.toThrow('array1 is gone');
  });
});
