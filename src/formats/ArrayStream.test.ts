import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ArrayStream } from './ArrayStream.ts';
import type { LazyTensor } from './Checkpoint.ts';
import { openCheckpoint } from './open-checkpoint.ts';
import { writeSafetensors } from './write-safetensors.ts';

const MEBIBYTE = 2 ** 20;

const nameOf = (index: number): string => `array${index}`;

function valuesOf(index: number, size: number): number[] {
  return Array.from({ length: size }, (_unused, at) => 1000 * index + at);
}

/** A file of arrays of so many values. `alone` names those that were read by themselves. */
async function open(sizes: readonly number[]): Promise<{ tensors: Map<string, LazyTensor>; alone: string[] }> {
  const arrays = sizes.map((size, index) => ({
    name: nameOf(index),
    shape: [size],
    data: new Float32Array(size).map((_unused, at) => 1000 * index + at),
  }));
  const { tensors } = await openCheckpoint(writeSafetensors(arrays), 'test.safetensors');
  const alone: string[] = [];
  const watched = [...tensors].map(([name, tensor]): [string, LazyTensor] => [
    name,
    {
      ...tensor,
      read() {
        alone.push(name);
        return tensor.read();
      },
    },
  ]);
  return { tensors: new Map(watched), alone };
}

describe('ArrayStream', () => {
  test('gives every array, in whatever order and however often it is asked for', async () => {
    const wishes = fc.record({
      sizes: fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 12 }),
      names: fc.array(fc.nat(11)),
      asked: fc.array(fc.nat(11), { maxLength: 30 }),
      atOnce: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(wishes, async ({ sizes, names, asked, atOnce }) => {
        const { tensors } = await open(sizes);
        const arrays = new ArrayStream(tensors, names.map(nameOf));
        const check = async (index: number): Promise<void> => {
          const values = await arrays.read(nameOf(index));
          const size = sizes[index];
          expect(values && [...values]).toEqual(size === undefined ? undefined : valuesOf(index, size));
        };
        if (atOnce) await Promise.all(asked.map(check));
        else for (const index of asked) await check(index);
      }),
      { numRuns: 100 },
    );
  });

  test('what is asked for at once comes in the order of the file, and where it is wanted', async () => {
    const { tensors, alone } = await open([3, 4, 5]);
    const arrays = new ArrayStream(tensors, tensors.keys());
    const order: number[] = [];
    const asked = [2, 0, 1].map(async (index) => {
      const into = new Float32Array(3 + index);
      expect(await arrays.read(nameOf(index), () => into)).toBe(into);
      expect([...into]).toEqual(valuesOf(index, 3 + index));
      order.push(index);
    });
    await Promise.all(asked);
    expect(order).toEqual([0, 1, 2]);
    expect(alone).toEqual([]);
  });

  test('an array that lies far behind what nobody asked for is read by itself, and nothing is read twice', async () => {
    const large = 2 * MEBIBYTE;
    const { tensors, alone } = await open([4, large, large, large, 4]);
    const arrays = new ArrayStream(tensors, tensors.keys());
    expect(await arrays.read('array4')).toHaveLength(4);
    expect(alone).toEqual(['array4']);
    for (const index of [0, 1, 2, 3]) expect(await arrays.read(nameOf(index))).toBeDefined();
    expect(alone).toEqual(['array4']);
  });

  test('what is asked for in leaps does not pile up what is passed over', async () => {
    const { tensors, alone } = await open(Array.from({ length: 8 }, () => MEBIBYTE));
    const arrays = new ArrayStream(tensors, tensors.keys());
    for (const index of [0, 2, 4, 6, 1, 3, 5, 7])
      expect((await arrays.read(nameOf(index)))?.[1]).toBe(1000 * index + 1);
    // Two of 4 MiB are kept, and there is no room for a third.
    expect(alone).toEqual(['array6']);
  });

  test('half precision becomes float32', async () => {
    const file = new Blob([new Uint8Array([0x00, 0x3c, 0x00, 0xc0])]);
    const read = (): Promise<Float32Array> => Promise.reject(new Error('it lies in the stream'));
    const half: LazyTensor = { name: 'half', dtype: 'float16', shape: [2], place: { file, begin: 0, end: 4 }, read };
    const arrays = new ArrayStream(new Map([['half', half]]), ['half']);
    expect([...((await arrays.read('half')) ?? [])]).toEqual([1, -2]);
  });

  test('a file that cannot be read is told to everybody who waits', async () => {
    const { tensors } = await open([4, 4]);
    const broken = [...tensors].map(([name, tensor]): [string, LazyTensor] => [
      name,
      { ...tensor, ...(tensor.place && { place: { ...tensor.place, begin: 10_000, end: 10_016 } }) },
    ]);
    const arrays = new ArrayStream(new Map(broken), tensors.keys());
    const asked = ['array0', 'array1'].map((name) => expect(arrays.read(name)).rejects.toThrow('the file ends'));
    await Promise.all(asked);
  });

  test('whoever stops is told so', async () => {
    const { tensors } = await open([4, MEBIBYTE, MEBIBYTE]);
    const stop = new AbortController();
    const arrays = new ArrayStream(tensors, tensors.keys(), stop.signal);
    await arrays.read('array0');
    stop.abort(new Error('enough'));
    await expect(arrays.read('array2')).rejects.toThrow('enough');
  });
});
