import type { Conv2dAttrs } from '../../engine/layers/attrs.ts';
import { PANEL, TILE_INPUTS } from './algorithm.ts';

/** For each panel of eight outputs the first input channel that it reads, and how many all of them read. */
export interface Panels {
  readonly starts: readonly number[];
  readonly width: number;
}

/** What the panels of a convolution read: everything, or the channels of their groups, as many for each as for the widest. */
export function panelsOf({ outChannels, groups }: Conv2dAttrs, channels: number): Panels {
  const count = Math.ceil(outChannels / PANEL);
  if (groups === 1) return { starts: Array.from({ length: count }, () => 0), width: channels };
  const [inWidth, outWidth] = [channels / groups, outChannels / groups];
  const ranges = Array.from({ length: count }, (_unused, panel) => {
    const last = Math.min((panel + 1) * PANEL, outChannels) - 1;
    return [Math.floor((panel * PANEL) / outWidth) * inWidth, (Math.floor(last / outWidth) + 1) * inWidth] as const;
  });
  const width = Math.max(...ranges.map(([from, to]) => to - from));
  return { starts: ranges.map(([from]) => Math.min(from, channels - width)), width };
}

/** A filter, and what each output's part of it is multiplied by as it is packed. */
export interface ScaledFilter {
  readonly weight: Float32Array;
  readonly scale: Float64Array;
}

/** Filters `[out, in/groups, kh, kw]` as panels `[panel][kh·kw][width][8]`; zeros where a panel's channel is of another group. */
export function packPanels(
  { weight, scale }: ScaledFilter,
  { outChannels, groups, kernelSize }: Conv2dAttrs,
  channels: number,
  { starts, width }: Panels,
  to: Float32Array,
): void {
  const cells = kernelSize[0] * kernelSize[1];
  if (groups === 1 && outChannels % PANEL === 0) {
    packWholePanels({ weight, scale }, channels, cells, to);
    return;
  }
  const [inWidth, outWidth] = [channels / groups, outChannels / groups];
  for (let output = 0; output < outChannels; output++) {
    const panel = Math.floor(output / PANEL);
    const start = Math.floor(output / outWidth) * inWidth - (starts[panel] ?? 0);
    const factor = scale[output] as number;
    let from = output * inWidth * cells;
    for (let input = 0; input < inWidth; input++)
      for (let cell = 0; cell < cells; cell++)
        to[((panel * cells + cell) * width + start + input) * PANEL + (output % PANEL)] =
          (weight[from++] as number) * factor;
  }
}

/** As `packPanels` where every output reads every channel: eight outputs at a time, written side by side. Most weights go this way. */
function packWholePanels({ weight, scale }: ScaledFilter, inputs: number, cells: number, to: Float32Array): void {
  const row = inputs * cells;
  for (let first = 0; first < scale.length; first += PANEL) {
    const [f0, f1, f2, f3, f4, f5, f6, f7] = scale.subarray(first, first + PANEL) as unknown as Eight;
    const start = first * row;
    for (let cell = 0; cell < cells; cell++) {
      let at = start + cell * inputs * PANEL;
      for (let from = start + cell; from < start + row; from += cells, at += PANEL) {
        to[at] = (weight[from] as number) * f0;
        to[at + 1] = (weight[from + row] as number) * f1;
        to[at + 2] = (weight[from + 2 * row] as number) * f2;
        to[at + 3] = (weight[from + 3 * row] as number) * f3;
        to[at + 4] = (weight[from + 4 * row] as number) * f4;
        to[at + 5] = (weight[from + 5 * row] as number) * f5;
        to[at + 6] = (weight[from + 6 * row] as number) * f6;
        to[at + 7] = (weight[from + 7 * row] as number) * f7;
      }
    }
  }
}

type Eight = readonly [number, number, number, number, number, number, number, number];

/** Filters `[out, in, 3, 3]` as G g Gᵀ, computed in float64: `[point][panel][in][8]`. */
export function packWinograd({ weight, scale }: ScaledFilter, outputs: number, inputs: number, to: Float32Array): void {
  const half = new Float64Array(3 * TILE_INPUTS);
  const points = TILE_INPUTS * TILE_INPUTS;
  const whole = new Float64Array(points * PANEL);
  const pointStride = outputs * inputs;
  for (let first = 0; first < outputs; first += PANEL)
    for (let input = 0; input < inputs; input++) {
      for (let lane = 0; lane < PANEL; lane++) {
        const from = ((first + lane) * inputs + input) * 9;
        for (let column = 0; column < 3; column++) transformThree(weight, from + column, 3, half, column * TILE_INPUTS);
        for (let row = 0; row < TILE_INPUTS; row++)
          transformThree(half, row, TILE_INPUTS, whole, lane * points + row * TILE_INPUTS);
      }
      // Eight outputs side by side: a point's weights lie far from the next point's.
      let at = first * inputs + input * PANEL;
      for (let point = 0; point < points; point++, at += pointStride)
        for (let lane = 0; lane < PANEL; lane++)
          to[at + lane] = (whole[lane * points + point] as number) * (scale[first + lane] as number);
    }
}

/**
 * G of F(4×4, 3×3) times three values. Source: Lavin and Gray, arXiv 1509.09308.
 *
 *     G = [1/4 0 0; −1/6 −1/6 −1/6; −1/6 1/6 −1/6; 1/24 1/12 1/6; 1/24 −1/12 1/6; 0 0 1]
 */
function transformThree(
  values: Float32Array | Float64Array,
  from: number,
  step: number,
  to: Float64Array,
  at: number,
): void {
  const a = values[from] as number;
  const b = values[from + step] as number;
  const c = values[from + 2 * step] as number;
  const near = -(a + c) / 6;
  const far = a / 24 + c / 6;
  to[at] = a / 4;
  to[at + 1] = near - b / 6;
  to[at + 2] = near + b / 6;
  to[at + 3] = far + b / 12;
  to[at + 4] = far - b / 12;
  to[at + 5] = c;
}

/** A linear weight `[out, C·H·W]` whose columns follow `[H, W, C]` instead. */
export function packLinear(
  weight: Float32Array,
  outputs: number,
  channels: number,
  cells: number,
  to: Float32Array,
): void {
  if (cells === 1) {
    to.set(weight);
    return;
  }
  const columns = channels * cells;
  for (let output = 0; output < outputs; output++)
    for (let channel = 0; channel < channels; channel++) {
      let from = output * columns + channel * cells;
      let at = output * columns + channel;
      for (let cell = 0; cell < cells; cell++, at += channels) to[at] = weight[from++] as number;
    }
}
