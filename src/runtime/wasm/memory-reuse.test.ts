import { beforeEach, expect, test } from 'vitest';
import { dropMemory, leaveMemory, takeMemory } from './memory-reuse.ts';

const MEBIBYTE = 2 ** 20;

beforeEach(dropMemory);

test('memory that was left serves again, all zero, for what fits into it', () => {
  const memory = takeMemory(3 * MEBIBYTE, false);
  new Uint8Array(memory.buffer).fill(7);
  leaveMemory(memory);
  const again = takeMemory(2 * MEBIBYTE, false);
  expect(again).toBe(memory);
  expect(new Uint8Array(again.buffer, 0, 2 * MEBIBYTE).every((byte) => byte === 0)).toBe(true);
});

test.each([
  ['is too small', 1, false, 2, false],
  ['is far too large', 9, false, 2, false],
  ['is another kind', 2, true, 2, false],
] as const)('memory that %s is let go', (_name, had, hadShared, needed, shared) => {
  const memory = takeMemory(had * MEBIBYTE, hadShared);
  leaveMemory(memory);
  expect(takeMemory(needed * MEBIBYTE, shared)).not.toBe(memory);
  leaveMemory(memory);
  dropMemory();
  expect(takeMemory(had * MEBIBYTE, hadShared)).not.toBe(memory);
});

test('nobody has memory that somebody else was given', () => {
  leaveMemory(takeMemory(MEBIBYTE, false));
  expect(takeMemory(MEBIBYTE, false)).not.toBe(takeMemory(MEBIBYTE, false));
});
