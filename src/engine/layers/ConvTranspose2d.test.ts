import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conv2d, convTranspose2d } from './attr-defaults.ts';
import { Conv2d } from './Conv2d.ts';
import { ConvTranspose2d } from './ConvTranspose2d.ts';

describe('ConvTranspose2d', () => {
  it('convTranspose2d(8, 4, {stride: 2, padding: 1}) doubles H and W', () => {
    const attrs = convTranspose2d(8, 4, { stride: 2, padding: 1 });
    expect(ConvTranspose2d.outputShape([[16, 14, 14]], attrs)).toEqual([8, 28, 28]);
    expect(ConvTranspose2d.parameters([[16, 14, 14]], attrs).map(({ shape }) => shape)).toEqual([[16, 8, 4, 4], [8]]);
    expect(ConvTranspose2d.macs([[16, 14, 14]], attrs)).toBe(14 * 14 * 16 * 8 * 4 * 4);
  });

  it('undoes the size of the convolution with the same settings, with the rows that its floor lost as output padding', () => {
    const small = fc.integer({ min: 1, max: 5 });
    fc.assert(
      fc.property(fc.integer({ min: 12, max: 40 }), small, small, fc.nat(2), (size, kernel, stride, padding) => {
        const [, height = 0] = Conv2d.outputShape([[1, size, size]], conv2d(1, kernel, { stride, padding }));
        const lost = (size + 2 * padding - kernel) % stride;
        const back = ConvTranspose2d.outputShape(
          [[1, height, height]],
          convTranspose2d(1, kernel, { stride, padding, outputPadding: lost }),
        );
        expect(back).toEqual([1, size, size]);
      }),
    );
  });
});
