import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { messageOf } from '../message-of.ts';
import { numel } from '../shape.ts';
import { conv2d } from './attr-defaults.ts';
import { Conv2d } from './Conv2d.ts';

/** Convolutions whose groups divide both sides, on maps that they fit. */
const convolutions = fc
  .record({
    groups: fc.integer({ min: 1, max: 4 }),
    inPerGroup: fc.integer({ min: 1, max: 4 }),
    outPerGroup: fc.integer({ min: 1, max: 4 }),
    kernel: fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })),
    stride: fc.integer({ min: 1, max: 3 }),
    height: fc.integer({ min: 4, max: 9 }),
    width: fc.integer({ min: 4, max: 9 }),
    bias: fc.boolean(),
  })
  .map(({ groups, inPerGroup, outPerGroup, kernel, stride, height, width, bias }) => ({
    input: [groups * inPerGroup, height, width] as const,
    attrs: conv2d(groups * outPerGroup, kernel, { stride, groups, bias }),
  }));

describe('Conv2d', () => {
  it('parameters: one weight for each output channel, tap and input channel of its group, and its bias, counted', () => {
    fc.assert(
      fc.property(convolutions, ({ input, attrs }) => {
        const group = (channel: number, channels: number): number => Math.floor((channel * attrs.groups) / channels);
        let weights = 0;
        for (let out = 0; out < attrs.outChannels; out++)
          for (let channel = 0; channel < input[0]; channel++)
            if (group(channel, input[0]) === group(out, attrs.outChannels))
              weights += attrs.kernelSize[0] * attrs.kernelSize[1];
        const sizes = Conv2d.parameters([input], attrs).map(({ shape }) => numel(shape));
        expect(sizes).toEqual(attrs.bias ? [weights, attrs.outChannels] : [weights]);
      }),
    );
  });

  it('macs: every output value takes one multiplication for each weight that reaches it, counted', () => {
    fc.assert(
      fc.property(convolutions, ({ input: [channels, height, width], attrs }) => {
        const { kernelSize, stride, groups, outChannels } = attrs;
        let macs = 0;
        for (let y = 0; y + kernelSize[0] <= height; y += stride[0])
          for (let x = 0; x + kernelSize[1] <= width; x += stride[1])
            for (let out = 0; out < outChannels; out++) macs += (kernelSize[0] * kernelSize[1] * channels) / groups;
        expect(Conv2d.macs([[channels, height, width]], attrs)).toBe(macs);
      }),
    );
  });

  it('conv2d(32, 3, {groups: 4}) on 16 channels has 1,184 parameters', () => {
    // torchinfo's golden of a grouped convolution on 28×28.
    const attrs = conv2d(32, 3, { groups: 4 });
    const sizes = Conv2d.parameters([[16, 28, 28]], attrs).map(({ shape }) => numel(shape));
    expect(sizes.reduce((sum, size) => sum + size)).toBe(1184);
  });

  it('conv2d(64, 7, {stride: 2, padding: 3}) makes [64, 112, 112] of a picture of 224×224', () => {
    expect(Conv2d.outputShape([[3, 224, 224]], conv2d(64, 7, { stride: 2, padding: 3 }))).toEqual([64, 112, 112]);
  });

  it("conv2d(8, [3, 5], {padding: 'same', stride: [2, 3]}) has ceil(H / 2) rows and ceil(W / 3) columns", () => {
    const attrs = conv2d(8, [3, 5], { padding: 'same', stride: [2, 3] });
    expect(Conv2d.outputShape([[1, 11, 11]], attrs)).toEqual([8, 6, 4]);
  });

  it('groups that do not divide both sides are refused, with the nearest that do', () => {
    const channels = fc.integer({ min: 1, max: 60 });
    fc.assert(
      fc.property(channels, channels, channels, (inChannels, outChannels, groups) => {
        const divides = (count: number): boolean => inChannels % count === 0 && outChannels % count === 0;
        const act = (): unknown => Conv2d.outputShape([[inChannels, 8, 8]], conv2d(outChannels, 3, { groups }));
        if (divides(groups)) expect(act()).toEqual([outChannels, 6, 6]);
        else {
          const distances = Array.from({ length: 120 }, (_value, index) => index + 1)
            .filter(divides)
            .map((count) => Math.abs(count - groups));
          const named = Number(/Use groups (\d+),/.exec(messageOf(act))?.[1]);
          expect(divides(named)).toBe(true);
          expect(Math.abs(named - groups)).toBe(Math.min(...distances));
        }
      }),
    );
  });
});
