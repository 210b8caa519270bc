/** The 32-bit words of one step of a program, in the order of `Step` in scripts/wasm/kernels/step.h. */
export const STEP_FIELDS = [
  'op',
  'relu',
  'in',
  'inPixel',
  'inRow',
  'out',
  'outPixel',
  'outRow',
  'residual',
  'residualPixel',
  'residualRow',
  'height',
  'width',
  'channels',
  'outHeight',
  'outWidth',
  'outChannels',
  'kernelHeight',
  'kernelWidth',
  'strideHeight',
  'strideWidth',
  'padTop',
  'padLeft',
  'padBottom',
  'padRight',
  'dilationHeight',
  'dilationWidth',
  'weights',
  'bias',
  'taps',
  'tapOffsets',
  'inner',
  'panelStarts',
  'blockRows',
  'blockPanels',
  'borderTop',
  'borderLeft',
  'borderBottom',
  'borderRight',
  'scratch',
  'scratchFloats',
  'mode',
  'next',
] as const;

/** The kernels, numbered as in scripts/wasm/kernels/step.h. */
export const KERNELS = {
  conv: 0,
  winograd: 1,
  winogradIn: 2,
  winogradMultiply: 3,
  winogradOut: 4,
  maxPool: 5,
  avgPool: 6,
  linear: 7,
  add: 8,
  affine: 9,
  copy: 10,
} as const;

/** One step: what is left out is zero. */
export type StepWords = { readonly [Field in (typeof STEP_FIELDS)[number]]?: number };

/** Bytes of one step. */
export const STEP_BYTES = STEP_FIELDS.length * 4;

/** Writes a step's words at `at`, a place among `words`. */
export function writeStep(words: Int32Array, at: number, step: StepWords): void {
  for (const [index, field] of STEP_FIELDS.entries()) words[at + index] = step[field] ?? 0;
}
