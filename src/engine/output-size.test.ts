import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ShapeError } from './errors.ts';
import { type AxisSpec, explainOutputSize, outputSize } from './output-size.ts';
import { resolvePadding } from './resolve-padding.ts';

/** Any window along any axis, fitting or not. */
const axes: fc.Arbitrary<AxisSpec> = fc.record({
  size: fc.integer({ min: 1, max: 40 }),
  kernel: fc.integer({ min: 1, max: 9 }),
  stride: fc.integer({ min: 1, max: 6 }),
  padding: fc.tuple(fc.nat(5), fc.nat(5)),
  dilation: fc.integer({ min: 1, max: 4 }),
  ceilMode: fc.boolean(),
});

/** Starts of all windows, found by sliding: on the padded axis, whose first element is 0. */
function windowStarts({ size, kernel, stride, padding, dilation, ceilMode }: AxisSpec): readonly number[] {
  const padded = size + padding[0] + padding[1];
  const starts: number[] = [];
  for (let start = 0; start < padded; start += stride) {
    const overhang = start + dilation * (kernel - 1) + 1 - padded;
    const startsInside = start < size + padding[0];
    if (ceilMode ? overhang < stride && startsInside : overhang <= 0) starts.push(start);
  }
  return starts;
}

/** How many elements at the end of the padded axis no window touches, found by marking. */
function untouched(axis: AxisSpec): number {
  const touched = windowStarts(axis).flatMap((start) =>
    Array.from({ length: axis.kernel }, (_value, tap) => start + tap * axis.dilation),
  );
  return Math.max(0, axis.size + axis.padding[0] + axis.padding[1] - 1 - Math.max(...touched));
}

describe('outputSize', () => {
  it('counts the places of the window; where there is none it throws kernelTooLarge', () => {
    fc.assert(
      fc.property(axes, (axis) => {
        const places = windowStarts(axis).length;
        if (places > 0) expect(outputSize(axis)).toBe(places);
        else expect(() => outputSize(axis)).toThrow(ShapeError);
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    { size: 224, kernel: 7, stride: 2, padding: [3, 3], ceilMode: false, output: 112 },
    { size: 112, kernel: 3, stride: 2, padding: [1, 1], ceilMode: false, output: 56 },
    { size: 312, kernel: 1, stride: 4, padding: [0, 0], ceilMode: false, output: 78 },
    { size: 112, kernel: 3, stride: 2, padding: [0, 0], ceilMode: true, output: 56 },
    { size: 2, kernel: 3, stride: 2, padding: [0, 0], ceilMode: true, output: 1 },
  ] as const)('of $size with kernel $kernel, stride $stride, padding $padding is $output', ({ output, ...axis }) => {
    expect(outputSize({ dilation: 1, ...axis })).toBe(output);
  });

  it('drops a last window that would start in the padding behind the input, as torch does', () => {
    const axis = { kernel: 1, stride: 3, dilation: 1, ceilMode: true } as const;
    expect(explainOutputSize({ ...axis, size: 4, padding: [0, 0] })).toMatchObject({ output: 2, dropped: false });
    expect(explainOutputSize({ ...axis, size: 3, padding: [0, 1] })).toMatchObject({ output: 1, dropped: true });
  });
});

describe('explainOutputSize', () => {
  it('lost is what marking leaves untouched at the end', () => {
    fc.assert(
      fc.property(axes, (axis) => {
        fc.pre(windowStarts(axis).length > 0);
        expect(explainOutputSize(axis).lost).toBe(untouched(axis));
      }),
      { numRuns: 2000 },
    );
  });

  it('says how far a repair must go: with `least` elements the window fits, with one less it does not', () => {
    fc.assert(
      fc.property(axes, (drawn) => {
        const axis = { ...drawn, ceilMode: false };
        fc.pre(windowStarts(axis).length === 0);
        let least = 0;
        try {
          outputSize(axis);
        } catch (error) {
          least = Number((error as ShapeError).details.values['least']);
        }
        expect(outputSize({ ...axis, size: least })).toBe(1);
        expect(() => outputSize({ ...axis, size: least - 1 })).toThrow(ShapeError);
      }),
    );
  });
});

describe('resolvePadding', () => {
  const window = fc.record({
    size: fc.integer({ min: 1, max: 60 }),
    kernel: fc.integer({ min: 1, max: 9 }),
    stride: fc.integer({ min: 1, max: 5 }),
    dilation: fc.integer({ min: 1, max: 3 }),
  });

  it("'same' gives ceil(I / S) outputs with as little padding as can be, the odd element at the end", () => {
    fc.assert(
      fc.property(window, ({ size, kernel, stride, dilation }) => {
        const [begin, , end] = resolvePadding('same', [size, 1], [kernel, 1], [stride, 1], [dilation, 1]);
        const count = (less: number): number =>
          windowStarts({ size, kernel, stride, dilation, padding: [begin, end - less], ceilMode: false }).length;
        expect(count(0)).toBe(Math.ceil(size / stride));
        expect([0, 1]).toContain(end - begin);
        if (end > 0) expect(count(1)).toBeLessThan(Math.ceil(size / stride));
      }),
    );
  });

  it("'valid' is none; two numbers are height and width; four stay", () => {
    const rest = [
      [9, 9],
      [3, 3],
      [1, 1],
      [1, 1],
    ] as const;
    expect(resolvePadding('valid', ...rest)).toEqual([0, 0, 0, 0]);
    expect(resolvePadding([1, 2], ...rest)).toEqual([1, 2, 1, 2]);
    expect(resolvePadding([1, 2, 3, 4], ...rest)).toEqual([1, 2, 3, 4]);
  });
});
