import { expect, test } from 'vitest';
import { colourTable, NOT_FINITE, paint, STEPS } from './colour-map.ts';

const BLUE = [0, 0, 255] as const;
const WHITE = [255, 255, 255] as const;
const RED = [255, 0, 0] as const;
const table = colourTable(BLUE, WHITE, RED);

/** Red, green, blue and alpha as they lie in the bytes of a picture. */
function bytesOf(colour: number | undefined): readonly number[] {
  return [...new Uint8Array(Uint32Array.of(colour ?? 0).buffer)];
}

function painted(values: readonly number[], limit: number): readonly (readonly number[])[] {
  const pixels = new Uint32Array(values.length);
  const map = { data: Float32Array.from(values), first: 0, stride: 1, rows: 1, columns: values.length };
  paint(map, { height: 1, width: values.length }, limit, table, pixels);
  return [...pixels].map(bytesOf);
}

test('colourTable() goes from the least value through zero to the greatest, and marks what is not finite', () => {
  expect(bytesOf(table[0])).toEqual([0, 0, 255, 255]);
  expect(bytesOf(table[STEPS])).toEqual([255, 255, 255, 255]);
  expect(bytesOf(table[2 * STEPS])).toEqual([255, 0, 0, 255]);
  expect(bytesOf(table[STEPS + 51])).toEqual([255, 204, 204, 255]);
  expect(bytesOf(table[NOT_FINITE])).toEqual([255, 0, 255, 255]);
});

test('paint() gives ±limit the ends of the colours, and more than that too', () => {
  expect(painted([-4, -2, 0, 2, 1e30], 2)).toEqual([
    [0, 0, 255, 255],
    [0, 0, 255, 255],
    [255, 255, 255, 255],
    [255, 0, 0, 255],
    [255, 0, 0, 255],
  ]);
});

test('paint() has one colour for a map of zeros, and marks NaN and infinity', () => {
  expect(painted([0, 0], 0)).toEqual([
    [255, 255, 255, 255],
    [255, 255, 255, 255],
  ]);
  expect(painted([Number.NaN, Number.POSITIVE_INFINITY], 1)).toEqual([
    [255, 0, 255, 255],
    [255, 0, 255, 255],
  ]);
});

test('paint() takes the cell in the middle of each pixel, wherever the map lies', () => {
  // Two channels of 3 × 6, cell by cell; the second counts its cells.
  const data = Float32Array.from({ length: 36 }, (_unused, index) => (index % 2 === 1 ? (index - 1) / 2 : -1));
  const pixels = new Uint32Array(2);
  const steps = Uint32Array.from({ length: NOT_FINITE + 1 }, (_unused, step) => step);
  paint({ data, first: 1, stride: 2, rows: 3, columns: 6 }, { height: 1, width: 2 }, STEPS, steps, pixels);
  // Row 1 of 3; columns 1 and 4 of 6.
  expect([...pixels].map((step) => step - STEPS)).toEqual([7, 10]);
});
