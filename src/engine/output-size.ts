import { ShapeError } from './errors.ts';
import { requireWhole } from './require-whole.ts';

/** How a window moves along one axis. Sizes in elements. */
export interface AxisSpec {
  readonly size: number;
  readonly kernel: number;
  readonly stride: number;
  /** Elements added before and after. */
  readonly padding: readonly [begin: number, end: number];
  readonly dilation: number;
  readonly ceilMode: boolean;
}

/** The formula with one axis's own numbers: what the inspector typesets. */
export interface OutputSizeSteps {
  /** D(K − 1) + 1: how far the kernel reaches. */
  readonly reach: number;
  /** I plus both paddings. */
  readonly padded: number;
  /** I + 2P − D(K − 1) − 1 */
  readonly numerator: number;
  /** The numerator over S, before it is rounded; negative only where ceil mode takes a window that overhangs the input. */
  readonly quotient: number;
  readonly output: number;
  /** Elements of the padded input that no window touches, at the end. */
  readonly lost: number;
  /** Ceil mode would have had more windows, which would start in the padding after the input. */
  readonly dropped: boolean;
}

/**
 * Places at which a kernel fits along one axis, i.e. the output size, in elements.
 *
 *     O = floor((I + 2P − D(K − 1) − 1) / S) + 1
 *
 * With `ceilMode` the division rounds up, so that a last window may overhang the padded input, but one that would start in the padding
 * after the input is dropped. Throws `ShapeError` if not one window fits.
 * Source: torch.nn.Conv2d and torch.nn.MaxPool2d, "Shape"; ATen/native/Pool.h.
 */
export function outputSize(axis: AxisSpec): number {
  return explainOutputSize(axis).output;
}

/** The output size with every step that leads to it. Throws as `outputSize` does. */
export function explainOutputSize(axis: AxisSpec): OutputSizeSteps {
  checkAxis(axis);
  const { size, kernel, stride, padding, dilation, ceilMode } = axis;
  const reach = dilation * (kernel - 1) + 1;
  const padded = size + padding[0] + padding[1];
  const numerator = padded - reach;
  const quotient = numerator / stride;
  const places = (ceilMode ? Math.ceil(quotient) : Math.floor(quotient)) + 1;
  if (places < 1) throw kernelTooLarge(axis, reach, padded);
  const starts = Math.ceil((size + padding[0]) / stride);
  const dropped = ceilMode && places > starts;
  const output = dropped ? starts : places;
  const touched = (output - 1) * stride + reach;
  return { reach, padded, numerator, quotient, output, lost: Math.max(0, padded - touched), dropped };
}

function checkAxis({ size, kernel, stride, padding, dilation }: AxisSpec): void {
  requireWhole('input_size', size);
  requireWhole('kernel_size', kernel);
  requireWhole('stride', stride);
  requireWhole('dilation', dilation);
  requireWhole('padding', padding[0], 0);
  requireWhole('padding', padding[1], 0);
}

function kernelTooLarge({ size, kernel, dilation }: AxisSpec, reach: number, padded: number): ShapeError {
  const repair = `padding ${Math.ceil((reach - size) / 2)} on both sides, a kernel of at most ${Math.floor((padded - 1) / dilation) + 1}, or an input of at least ${reach - (padded - size)}`;
  return new ShapeError(
    `a kernel that reaches over ${reach} elements (size ${kernel}, dilation ${dilation}) is longer than the padded input of ${padded}. Use ${repair}.`,
    {
      node: '',
      rule: 'kernelTooLarge',
      values: { kernel, dilation, reach, size, padded, least: reach - (padded - size) },
      repair,
    },
  );
}
