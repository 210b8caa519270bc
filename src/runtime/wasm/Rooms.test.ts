import { expect, test } from 'vitest';
import { Rooms } from './Rooms.ts';

const BLOCK = 16_384;

test('rooms do not overlap, and what was given back is dealt out again', () => {
  const rooms = new Rooms(1000, 4 * BLOCK + 5);
  expect(rooms.largest).toBe(4 * BLOCK);
  const first = rooms.take(BLOCK + 1);
  const second = rooms.take(2 * BLOCK);
  expect([first, second]).toEqual([1000, 1000 + 2 * BLOCK]);
  expect(rooms.take(1)).toBeUndefined();
  rooms.giveBack(1000, BLOCK + 1);
  expect(rooms.take(3 * BLOCK)).toBeUndefined();
  expect(rooms.take(BLOCK)).toBe(1000);
  expect(rooms.take(BLOCK)).toBe(1000 + BLOCK);
});

test('a room is a run of free blocks, wherever one lies', () => {
  const rooms = new Rooms(0, 5 * BLOCK);
  const taken = Array.from({ length: 5 }, () => rooms.take(BLOCK) ?? Number.NaN);
  for (const at of [1, 2, 4].map((place) => taken[place] ?? Number.NaN)) rooms.giveBack(at, BLOCK);
  expect(rooms.take(2 * BLOCK)).toBe(BLOCK);
  expect(rooms.take(2 * BLOCK)).toBeUndefined();
  expect(rooms.take(BLOCK)).toBe(4 * BLOCK);
});
