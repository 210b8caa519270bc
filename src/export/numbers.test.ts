import { expect, it } from 'vitest';
import { grouped, mebibytes, twoDecimals } from './numbers.ts';

it('grouped(1234567) has commas between thousands', () => {
  expect([grouped(0), grouped(999), grouped(1000), grouped(1_234_567)]).toEqual(['0', '999', '1,000', '1,234,567']);
});

it.each([
  // Made with Python's '{:,.2f}'.format: a tie goes to the even digit, and only odd eighths tie.
  [0.125, '0.12'],
  [0.375, '0.38'],
  [0.625, '0.62'],
  [0.875, '0.88'],
  [1.005, '1.00'],
  [2.675, '2.67'],
  [602.184, '602.18'],
  [0.995, '0.99'],
  [0.996, '1.00'],
  [1046.385, '1,046.38'],
  [1234567.125, '1,234,567.12'],
  [7, '7.00'],
])('twoDecimals(%d) is %s, as in Python', (value, text) => {
  expect(twoDecimals(value)).toBe(text);
});

it('mebibytes counts in 2²⁰ and groups nothing', () => {
  expect([mebibytes(2 ** 20), mebibytes(2 ** 17), mebibytes(3 * 256 * 256 * 4), mebibytes(5000 * 2 ** 20)]).toEqual([
    '1.00',
    '0.12',
    '0.75',
    '5000.00',
  ]);
});
