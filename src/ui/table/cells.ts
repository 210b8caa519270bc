import type { NodeReport } from '../../engine/analysis.ts';
import { formatShape } from '../../engine/shape.ts';

/** Two numbers as people write them: `3×3`, or once if `short` and both are alike. */
export function formatPair([height, width]: readonly [number, number], short = false): string {
  return short && height === width ? String(height) : `${height}×${width}`;
}

/** Size of the moving window, `3×3`, with its dilation if there is one; empty where nothing slides. */
export function kernelOf({ window }: NodeReport): string {
  if (window === undefined) return '';
  const [down, across] = window.dilation;
  return `${formatPair(window.kernelSize)}${down === 1 && across === 1 ? '' : ` d${formatPair(window.dilation, true)}`}`;
}

/** Steps of the window; empty where nothing slides. */
export function strideOf({ window }: NodeReport): string {
  return window === undefined ? '' : formatPair(window.stride, true);
}

/** Padding: one number, `height×width`, or top, left, bottom, right where the sides differ; empty where nothing slides. */
export function paddingOf({ window }: NodeReport): string {
  if (window === undefined) return '';
  const [top, left, bottom, right] = window.padding;
  return top === bottom && left === right ? formatPair([top, left], true) : window.padding.join(' ');
}

/** Groups of a convolution, `null` for everything else. */
export function groupsOf({ node }: NodeReport): number | null {
  return node.kind === 'Conv2d' || node.kind === 'ConvTranspose2d' ? node.attrs.groups : null;
}

/** Shapes of the inputs, joined by `+` where there are several. */
export function inputsOf({ inputs }: NodeReport): string {
  return inputs.map(formatShape).join(' + ');
}

/** Rows and columns that no window touches, `1, 1`; `null` where nothing slides. */
export function lostOf({ lost }: NodeReport): string | null {
  return lost === undefined ? null : `${lost.rows}, ${lost.columns}`;
}

/** MACs for each byte that must be moved: inputs, weights and output once. 0 where nothing is multiplied. */
export function intensityOf(report: NodeReport): number {
  const inputBytes = report.inputs.reduce(
    (sum, shape) => sum + 4 * shape.reduce((product, size) => product * size, 1),
    0,
  );
  const bytes = inputBytes + report.weightBytes + report.activationBytes;
  return bytes === 0 ? 0 : report.macs / bytes;
}
