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

/** Whether the filters of a panel take as much room as the panel, so that they can be packed where they lie. Most can. */
export function areWholePanels({ groups, outChannels }: Conv2dAttrs): boolean {
  return groups === 1 && outChannels % PANEL === 0;
}

/** One whole panel: eight filters `[8, in, cells]` as `[cells][in][8]`. */
export function packPanel(weight: Float32Array, scale: Float64Array, cells: number, to: Float32Array): void {
  const [f0, f1, f2, f3, f4, f5, f6, f7] = scale as unknown as Eight;
  const row = weight.length / PANEL;
  for (let cell = 0, at = 0; cell < cells; cell++)
    for (let from = cell; from < row; from += cells, at += PANEL) {
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

type Eight = readonly [number, number, number, number, number, number, number, number];

/** Inputs whose transformed filters are gathered before they are written: a point's weights lie far from the next point's. */
const GATHERED = 8;

/** Filters `[out, in, 3, 3]` as G g Gᵀ, computed in float64: `[point][panel][in][8]`. */
export function packWinograd({ weight, scale }: ScaledFilter, outputs: number, inputs: number, to: Float32Array): void {
  const half = new Float64Array(3 * TILE_INPUTS);
  const step = GATHERED * PANEL;
  const tiles = new Float32Array(TILE_INPUTS * TILE_INPUTS * step);
  const pointStride = outputs * inputs;
  for (let first = 0; first < outputs; first += PANEL)
    for (let input = 0; input < inputs; input += GATHERED) {
      const gathered = Math.min(GATHERED, inputs - input) * PANEL;
      for (let place = 0; place < gathered; place++) {
        const output = first + (place % PANEL);
        const from = (output * inputs + input + Math.floor(place / PANEL)) * 9;
        transformFilter(weight, from, scale[output] as number, half, tiles, place, step);
      }
      let at = first * inputs + input * PANEL;
      for (let from = 0; from < tiles.length; from += step, at += pointStride)
        for (let place = 0; place < gathered; place++) to[at + place] = tiles[from + place] as number;
    }
}

/**
 * One filter g, times its scale, as G g Gᵀ for F(4×4, 3×3): 36 values, `step` apart. `half` is room for G g.
 * Source: Lavin and Gray, arXiv 1509.09308.
 *
 *     G = [1/4 0 0; −1/6 −1/6 −1/6; −1/6 1/6 −1/6; 1/24 1/12 1/6; 1/24 −1/12 1/6; 0 0 1]
 */
function transformFilter(
  weight: Float32Array,
  from: number,
  scale: number,
  half: Float64Array,
  to: Float32Array,
  at: number,
  step: number,
): void {
  for (let column = 0; column < 3; column++) {
    const a = (weight[from + column] as number) * scale;
    const b = (weight[from + 3 + column] as number) * scale;
    const c = (weight[from + 6 + column] as number) * scale;
    const near = (a + c) * (-1 / 6);
    const far = a * (1 / 24) + c * (1 / 6);
    half[column] = a * (1 / 4);
    half[3 + column] = near - b * (1 / 6);
    half[6 + column] = near + b * (1 / 6);
    half[9 + column] = far + b * (1 / 12);
    half[12 + column] = far - b * (1 / 12);
    half[15 + column] = c;
  }
  for (let row = 0, place = at; row < TILE_INPUTS; row++, place += TILE_INPUTS * step) {
    const a = half[3 * row] as number;
    const b = half[3 * row + 1] as number;
    const c = half[3 * row + 2] as number;
    const near = (a + c) * (-1 / 6);
    const far = a * (1 / 24) + c * (1 / 6);
    to[place] = a * (1 / 4);
    to[place + step] = near - b * (1 / 6);
    to[place + 2 * step] = near + b * (1 / 6);
    to[place + 3 * step] = far + b * (1 / 12);
    to[place + 4 * step] = far - b * (1 / 12);
    to[place + 5 * step] = c;
  }
}

/** One output's row `[C, cells]` of a linear weight as `[cells, C]`. */
export function packRow(row: Float32Array, cells: number, to: Float32Array): void {
  const channels = row.length / cells;
  for (let channel = 0, from = 0; channel < channels; channel++)
    for (let at = channel; at < row.length; at += channels) to[at] = row[from++] as number;
}
