import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AdaptiveAvgPool2d } from './AdaptiveAvgPool2d.ts';
import { AvgPool2d } from './AvgPool2d.ts';
import { avgPool2d, maxPool2d } from './attr-defaults.ts';
import { MaxPool2d } from './MaxPool2d.ts';
import { ZeroPad2d } from './ZeroPad2d.ts';
import { ZeroPadShortcut } from './ZeroPadShortcut.ts';

const small = (max: number): fc.Arbitrary<number> => fc.integer({ min: 1, max });

describe('MaxPool2d and AvgPool2d', () => {
  it('maxPool2d(3, {stride: 2, ceilMode: true}) halves 112 to 56, as in GoogLeNet; the floor gives 55', () => {
    const shape = [64, 112, 112];
    expect(MaxPool2d.outputShape([shape], maxPool2d(3, { stride: 2, ceilMode: true }))).toEqual([64, 56, 56]);
    expect(MaxPool2d.outputShape([shape], maxPool2d(3, { stride: 2 }))).toEqual([64, 55, 55]);
  });

  it('maxPool2d(2) strides by its kernel size', () => {
    expect(MaxPool2d.outputShape([[8, 7, 10]], maxPool2d(2))).toEqual([8, 3, 5]);
  });

  it('avgPool2d(7, {stride: 1}) makes 1×1 of 7×7 and needs no parameters', () => {
    expect(AvgPool2d.outputShape([[2048, 7, 7]], avgPool2d(7, { stride: 1 }))).toEqual([2048, 1, 1]);
    expect(AvgPool2d.parameters([[2048, 7, 7]], avgPool2d(7))).toEqual([]);
    expect(AvgPool2d.macs([[2048, 7, 7]], avgPool2d(7))).toBe(0);
  });

  it('refuses padding of more than half the kernel on both sides, as torch does, but takes it side by side, as ONNX does', () => {
    expect(() => MaxPool2d.outputShape([[1, 9, 9]], maxPool2d(3, { padding: 2 }))).toThrow('Use padding 1');
    expect(MaxPool2d.outputShape([[1, 9, 9]], maxPool2d(3, { stride: 1, padding: [2, 2, 2, 2] }))).toEqual([1, 11, 11]);
  });
});

describe('AdaptiveAvgPool2d', () => {
  it('has the size that is asked for, whatever comes in', () => {
    fc.assert(
      fc.property(small(9), small(50), small(50), small(9), small(9), (channels, height, width, rows, columns) => {
        const output = AdaptiveAvgPool2d.outputShape([[channels, height, width]], { outputSize: [rows, columns] });
        expect(output).toEqual([channels, rows, columns]);
      }),
    );
  });
});

describe('ZeroPadShortcut', () => {
  it('keeps every stride-th row and column, counted, and adds channels', () => {
    fc.assert(
      fc.property(small(40), small(40), small(4), small(8), fc.nat(8), (height, width, stride, channels, more) => {
        const kept = (size: number): number =>
          Array.from({ length: size }, (_value, index) => index).filter((index) => index % stride === 0).length;
        const attrs = { outChannels: channels + more, stride };
        const output = ZeroPadShortcut.outputShape([[channels, height, width]], attrs);
        expect(output).toEqual([channels + more, kept(height), kept(width)]);
        expect(ZeroPadShortcut.parameters([[channels, height, width]], attrs)).toEqual([]);
      }),
    );
  });
});

describe('ZeroPad2d', () => {
  it('adds top and bottom to the rows, left and right to the columns', () => {
    expect(ZeroPad2d.outputShape([[3, 224, 224]], { padding: [0, 1, 2, 3] })).toEqual([3, 226, 228]);
  });
});
