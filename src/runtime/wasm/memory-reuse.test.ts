import { beforeEach, expect, test } from 'vitest';
import { dropMemory, leaveMemory, takeMemory } from './memory-reuse.ts';

const MEBIBYTE = 2 ** 20;

/** No thread looks at the memory. */
const gone = Promise.resolve();

beforeEach(dropMemory);

test('memory that was left serves again, all zero, for what fits into it', async () => {
  const memory = await takeMemory(3 * MEBIBYTE, false);
  new Uint8Array(memory.buffer).fill(7);
  leaveMemory(memory, gone);
  const again = await takeMemory(2 * MEBIBYTE, false);
  expect(again).toBe(memory);
  expect(new Uint8Array(again.buffer, 0, 2 * MEBIBYTE).every((byte) => byte === 0)).toBe(true);
});

test.each([
  ['is too small', 1, false, 2, false],
  ['is far too large', 9, false, 2, false],
  ['is another kind', 2, true, 2, false],
] as const)('memory that %s is let go', async (_name, had, hadShared, needed, shared) => {
  const memory = await takeMemory(had * MEBIBYTE, hadShared);
  leaveMemory(memory, gone);
  expect(await takeMemory(needed * MEBIBYTE, shared)).not.toBe(memory);
  leaveMemory(memory, gone);
  dropMemory();
  expect(await takeMemory(had * MEBIBYTE, hadShared)).not.toBe(memory);
});

test('nobody has memory that somebody else was given', async () => {
  leaveMemory(await takeMemory(MEBIBYTE, false), gone);
  const [first, second] = await Promise.all([takeMemory(MEBIBYTE, false), takeMemory(MEBIBYTE, false)]);
  expect(first).not.toBe(second);
});

test('memory is given when its threads have left, and let go when one does not', async () => {
  const memory = await takeMemory(MEBIBYTE, false);
  let leave = (): void => {};
  leaveMemory(memory, new Promise<void>((resolve) => (leave = resolve)));
  let given: WebAssembly.Memory | undefined;
  const taking = takeMemory(MEBIBYTE, false).then((found) => (given = found));
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect(given).toBeUndefined();
  leave();
  expect(await taking).toBe(memory);

  leaveMemory(memory, Promise.reject(new Error('a thread did not leave')));
  expect(await takeMemory(MEBIBYTE, false)).not.toBe(memory);
});
