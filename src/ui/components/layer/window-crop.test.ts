import { expect, test } from 'vitest';
import { cropAxis, readers } from './window-crop.ts';

const stride2 = { padded: 30, output: 14, kernel: 3, stride: 2, dilation: 1 };

test('the window stands in the middle of what is drawn, the ends are kept', () => {
  expect(cropAxis(stride2, 7)).toEqual({
    inputStart: 10,
    inputCount: 11,
    outputStart: 4,
    outputCount: 6,
    read: [14, 15, 16],
  });
  expect(cropAxis(stride2, 0)).toMatchObject({ inputStart: 0, outputStart: 0, read: [0, 1, 2] });
  expect(cropAxis(stride2, 13)).toMatchObject({ inputStart: 19, outputStart: 8, read: [26, 27, 28] });
});

test('small inputs are drawn whole; dilation reads with holes', () => {
  expect(cropAxis({ padded: 7, output: 3, kernel: 3, stride: 1, dilation: 2 }, 1)).toMatchObject({
    inputStart: 0,
    inputCount: 7,
    read: [1, 3, 5],
  });
});

test('readers of a cell are the outputs whose windows hold it', () => {
  expect(readers(stride2, 2)).toEqual([0, 1]);
  expect(readers(stride2, 3)).toEqual([1]);
  expect(readers(stride2, 29)).toEqual([]);
  for (let cell = 0; cell < 30; cell++)
    for (let at = 0; at < 14; at++)
      expect(readers(stride2, cell).includes(at)).toBe(cropAxis(stride2, at).read.includes(cell));
});
