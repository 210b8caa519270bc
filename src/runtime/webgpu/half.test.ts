import { expect, test } from 'vitest';
import { isBeyondHalf, MOST_HALF, toHalf } from './half.ts';

/** The value that a half's bits stand for. Source: IEEE 754-2019, § 3.4. */
function numberOf(half: number): number {
  const exponent = (half >> 10) & 31;
  const fraction = half & 1023;
  const sign = half & 0x8000 ? -1 : 1;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25));
}

const FINITE = Array.from({ length: 0x7c00 }, (_unused, half) => half);

test('toHalf() gives every finite half back, whatever its sign', () => {
  for (const half of FINITE) {
    expect(toHalf(numberOf(half))).toBe(half);
    expect(toHalf(-numberOf(half))).toBe(half | 0x8000);
  }
});

test('toHalf() rounds what lies between two halves to the nearer one, and the middle to the even one', () => {
  for (const half of FINITE.slice(0, -1)) {
    const [low, high] = [numberOf(half), numberOf(half + 1)];
    const middle = (low + high) / 2;
    const near = (high - low) / 64;
    expect(toHalf(middle)).toBe(half % 2 === 0 ? half : half + 1);
    expect(toHalf(middle - near)).toBe(half);
    expect(toHalf(middle + near)).toBe(half + 1);
  }
});

test('toHalf() makes zero of what is nearest to zero, and infinity of what rounds beyond the largest', () => {
  expect([2 ** -25, 2 ** -26, 2 ** -149].map(toHalf)).toEqual([0, 0, 0]);
  expect(toHalf(2 ** -25 * (1 + 2 ** -23))).toBe(1);
  expect(toHalf(-0)).toBe(0x8000);
  expect([MOST_HALF, 65519].map(toHalf)).toEqual([0x7bff, 0x7bff]);
  expect([65520, 1e30, Number.POSITIVE_INFINITY].map(toHalf)).toEqual([0x7c00, 0x7c00, 0x7c00]);
  expect(toHalf(-65520)).toBe(0xfc00);
});

test('isBeyondHalf() knows infinities and what is no number', () => {
  expect([65520, -1e9, Number.NaN].map((value) => isBeyondHalf(toHalf(value)))).toEqual([true, true, true]);
  expect([0, -MOST_HALF, 2 ** -24].map((value) => isBeyondHalf(toHalf(value)))).toEqual([false, false, false]);
});
