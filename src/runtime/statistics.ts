import { numel, type Shape } from '../engine/shape.ts';

/** Statistics of one channel (or feature) of a layer's output. */
export interface ChannelStats {
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  /** Population standard deviation. */
  readonly std: number;
  /** Share of exact zeros, 0…1. */
  readonly zeros: number;
}

/** Statistics of each channel of `[C, H, W]`, or of a vector's features as one channel. */
export function channelStats(data: Float32Array, shape: Shape): readonly ChannelStats[] {
  const channels = shape.length === 3 ? (shape[0] ?? 1) : 1;
  const cells = numel(shape) / channels;
  return Array.from({ length: channels }, (_unused, channel) =>
    statsOf(data.subarray(channel * cells, (channel + 1) * cells)),
  );
}

/** Statistics of all values, summed in float64. */
export function statsOf(values: Float32Array): ChannelStats {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  let sum = 0;
  let zeros = 0;
  for (const value of values) {
    if (value < min) min = value;
    if (value > max) max = value;
    if (value === 0) zeros++;
    sum += value;
  }
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return { min, max, mean, std: Math.sqrt(squares / values.length), zeros: zeros / values.length };
}

/** Whether any value is NaN or infinite. */
export function hasNonFinite(values: Float32Array): boolean {
  // Zero times NaN or infinity is NaN, and stays in the sum: a few times as fast as asking each value. Four sums need not wait for one another.
  let [a, b, c, d] = [0, 0, 0, 0];
  const whole = values.length & ~3;
  for (let index = 0; index < whole; index += 4) {
    a += 0 * (values[index] as number);
    b += 0 * (values[index + 1] as number);
    c += 0 * (values[index + 2] as number);
    d += 0 * (values[index + 3] as number);
  }
  for (let index = whole; index < values.length; index++) a += 0 * (values[index] as number);
  return a + b + c + d !== 0;
}
