import { expect, test } from 'vitest';
import { compareLogits } from './compare-logits.ts';

const EXACT = Float32Array.of(1, -8, 3, 2, 0, -1, -2);

test('compareLogits() gives the greatest difference, and its share of the greatest exact logit', () => {
  const found = Float32Array.from(EXACT, (value, index) => value + (index === 5 ? -0.5 : 0.125));
  expect(compareLogits(found, EXACT)).toEqual({ difference: 0.5, share: 0.0625, sameFirst: true, sameFive: true });
  expect(compareLogits(EXACT, EXACT)).toEqual({ difference: 0, share: 0, sameFirst: true, sameFive: true });
});

test('compareLogits() tells another order of the first five from another first, and cares for no others', () => {
  const swapped = (a: number, b: number): Float32Array =>
    EXACT.map((value, index, all) => (index === a ? all[b] : index === b ? all[a] : value) as number);
  expect(compareLogits(swapped(0, 3), EXACT)).toMatchObject({ sameFirst: true, sameFive: false });
  expect(compareLogits(swapped(2, 3), EXACT)).toMatchObject({ sameFirst: false, sameFive: false });
  expect(compareLogits(swapped(6, 1), EXACT)).toMatchObject({ sameFirst: true, sameFive: true });
});

test('compareLogits() calls no difference finite where a logit is not', () => {
  for (const bad of [Number.NaN, Number.POSITIVE_INFINITY])
    for (const place of [0, 2, 6]) {
      const { difference, share } = compareLogits(Float32Array.from(EXACT).fill(bad, place, place + 1), EXACT);
      expect(Number.isFinite(difference) || Number.isFinite(share)).toBe(false);
    }
});
