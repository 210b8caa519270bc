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

/** Filters `[out, in/groups, kh, kw]` as panels `[panel][kh·kw][width][8]`; zeros where a panel's channel is of another group. */
export function packPanels(
  filter: Float32Array,
  { outChannels, groups, kernelSize }: Conv2dAttrs,
  channels: number,
  { starts, width }: Panels,
  to: Float32Array,
): void {
  const cells = kernelSize[0] * kernelSize[1];
  const [inWidth, outWidth] = [channels / groups, outChannels / groups];
  const row = inWidth * cells;
  // Eight outputs at a time where all read the same channels: their values come to lie side by side.
  const lanes = groups === 1 && outChannels % PANEL === 0 ? PANEL : 1;
  for (let output = 0; output < outChannels; output += lanes) {
    const panel = Math.floor(output / PANEL);
    const start = Math.floor(output / outWidth) * inWidth - (starts[panel] ?? 0);
    let from = output * row;
    for (let input = 0; input < inWidth; input++)
      for (let cell = 0; cell < cells; cell++, from++) {
        const at = ((panel * cells + cell) * width + start + input) * PANEL + (output % PANEL);
        for (let lane = 0; lane < lanes; lane++) to[at + lane] = filter[from + lane * row] as number;
      }
  }
}

/** Filters `[out, in, 3, 3]` as G g Gᵀ, computed in float64: `[point][panel][in][8]`. */
export function packWinograd(filter: Float32Array, outputs: number, inputs: number, to: Float32Array): void {
  const half = new Float64Array(3 * TILE_INPUTS);
  const points = TILE_INPUTS * TILE_INPUTS;
  const whole = new Float64Array(points * PANEL);
  const pointStride = outputs * inputs;
  for (let first = 0; first < outputs; first += PANEL)
    for (let input = 0; input < inputs; input++) {
      for (let lane = 0; lane < PANEL; lane++) {
        const from = ((first + lane) * inputs + input) * 9;
        for (let column = 0; column < 3; column++) transformThree(filter, from + column, 3, half, column * TILE_INPUTS);
        for (let row = 0; row < TILE_INPUTS; row++)
          transformThree(half, row, TILE_INPUTS, whole, lane * points + row * TILE_INPUTS);
      }
      // Eight outputs side by side: a point's weights lie far from the next point's.
      let at = first * inputs + input * PANEL;
      for (let point = 0; point < points; point++, at += pointStride)
        for (let lane = 0; lane < PANEL; lane++) to[at + lane] = whole[lane * points + point] as number;
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
