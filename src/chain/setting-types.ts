import type { Padding, ZeroPad2dAttrs } from '../engine/layers/attrs.ts';
import type { Pair } from '../engine/shape.ts';
import type { Written } from './written.ts';

/** What a setting may be, and how it is written. */
export interface SettingType<Value> {
  /** Names the sentence that says what is allowed. */
  readonly id: 'count' | 'window' | 'padding' | 'sides' | 'flag' | 'share' | 'real' | 'axis';
  /** The value, or `null` if it cannot be that. */
  read(written: Written): Value | null;
  write(value: Value): Written;
}

/** Most channels or features of a layer; the largest of torchvision, VGG's first Linear, reads 25,088. */
export const MAX_COUNT = 1_000_000;

/** Longest kernel, stride, padding or dilation, as long as the longest side of a picture. */
export const MAX_WINDOW = 8192;

/** Channels, features, groups: a whole number from 1. */
export const count: SettingType<number> = {
  id: 'count',
  read: (written) => (isWhole(written, 1, MAX_COUNT) ? written : null),
  write: (value) => value,
};

/** Kernel, stride, dilation, size: a whole number from 1, or two, height and width. */
export const window: SettingType<Pair> = pairFrom(1, 'window');

/** torch's padding of a transposed convolution: a whole number from 0, or two. */
export const trim: SettingType<Pair> = pairFrom(0, 'padding');

/** One number, two (height, width), four (top, left, bottom, right), `same` or `valid`. */
export const padding: SettingType<Padding> = {
  id: 'padding',
  read: (written) => {
    if (written === 'same' || written === 'valid') return written;
    return trim.read(written) ?? fourSides(written);
  },
  write: (value) => (typeof value === 'string' || value.length === 4 ? value : trim.write(value)),
};

/** Padding of ZeroPad2d as torch writes it: one number, or left, right, top, bottom. */
export const sides: SettingType<ZeroPad2dAttrs['padding']> = {
  id: 'sides',
  read: (written) => {
    if (isWhole(written, 0, MAX_WINDOW)) return [written, written, written, written];
    const four = fourSides(written);
    if (four === null) return null;
    const [left, right, top, bottom] = four;
    return [top, left, bottom, right];
  },
  write: ([top, left, bottom, right]) =>
    top === left && top === bottom && top === right ? top : [left, right, top, bottom],
};

/** On or off. */
export const flag: SettingType<boolean> = {
  id: 'flag',
  read: (written) => {
    if (typeof written === 'boolean') return written;
    return written === 1 || written === 0 ? written === 1 : null;
  },
  write: (value) => value,
};

/** A number from 0 to 1. */
export const share: SettingType<number> = {
  id: 'share',
  read: (written) => (typeof written === 'number' && written >= 0 && written <= 1 ? written : null),
  write: (value) => value,
};

/** Any number from 0. */
export const real: SettingType<number> = {
  id: 'real',
  read: (written) => (typeof written === 'number' && Number.isFinite(written) && written >= 0 ? written : null),
  write: (value) => value,
};

/** torch's `dim`, which counts the batch axis: 1 is channels or features; negative numbers count from the end. */
export const axis: SettingType<number> = {
  id: 'axis',
  read: (written) => {
    if (typeof written !== 'number' || !Number.isInteger(written) || written === 0) return null;
    return written > 0 ? written - 1 : written;
  },
  write: (value) => (value < 0 ? value : value + 1),
};

function pairFrom(least: number, id: 'window' | 'padding'): SettingType<Pair> {
  return {
    id,
    read: (written) => {
      const [height, width = height, ...others] = typeof written === 'object' ? written : [written];
      if (others.length > 0 || !isWhole(height, least, MAX_WINDOW) || !isWhole(width, least, MAX_WINDOW)) return null;
      return [height, width];
    },
    write: (value) => (value[0] === value[1] ? value[0] : value),
  };
}

function fourSides(written: Written): readonly [number, number, number, number] | null {
  if (typeof written !== 'object' || written.length !== 4) return null;
  if (!written.every((side) => isWhole(side, 0, MAX_WINDOW))) return null;
  const [first = 0, second = 0, third = 0, fourth = 0] = written;
  return [first, second, third, fourth];
}

function isWhole(value: unknown, least: number, most: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
}
