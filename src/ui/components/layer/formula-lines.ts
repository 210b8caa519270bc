import type { NodeReport } from '../../../engine/analysis.ts';
import type { ConvTranspose2dAttrs } from '../../../engine/layers/attrs.ts';
import { explainOutputSize } from '../../../engine/output-size.ts';

/** What a number in the formula stands for. */
export type Letter = 'I' | 'P' | 'K' | 'S' | 'D';

/** A piece of a formula: plain text, or a number (or letter) that stands for something. */
export type Piece = string | { readonly symbol: Letter; readonly text: string };

/** The formula of one axis: with letters, with numbers, with the quotient, and what comes out. */
export interface AxisFormula {
  readonly letters: readonly Piece[];
  readonly numbers: readonly Piece[];
  /** The quotient before it is rounded; empty where nothing is divided. */
  readonly quotient: string;
  readonly output: number;
}

/** The formula for the height (axis 0) or width (1) of a layer with a window, or of a transposed convolution; `null` for all others. */
export function axisFormula({ node, window, inputs, output }: NodeReport, axis: 0 | 1): AxisFormula | null {
  const size = inputs[0]?.[axis + 1];
  if (size === undefined) return null;
  if (node.kind === 'ConvTranspose2d') return transposedFormula(size, node.attrs, axis, output[axis + 1] ?? 0);
  if (window === undefined) return null;
  const [kernel, stride, dilation] = [window.kernelSize[axis], window.stride[axis], window.dilation[axis]];
  const padding = [window.padding[axis], window.padding[axis === 0 ? 2 : 3]] as const;
  const { ceilMode } = window;
  const steps = explainOutputSize({ size, kernel, stride, padding, dilation, ceilMode });
  const [open, close] = ceilMode ? ['⌈', '⌉'] : ['⌊', '⌋'];
  const isEven = padding[0] === padding[1];
  const build = (letter: (symbol: Letter, value: number) => Piece, second: Piece): readonly Piece[] => [
    `${open}(`,
    letter('I', size),
    ...(isEven ? [' + 2·', letter('P', padding[0])] : [' + ', letter('P', padding[0]), ' + ', second]),
    ' − ',
    ...(dilation === 1 ? [letter('K', kernel)] : [letter('D', dilation), '·(', letter('K', kernel), ' − 1) − 1']),
    ') / ',
    letter('S', stride),
    `${close} + 1`,
  ];
  const quotient = Number.isInteger(steps.quotient)
    ? String(steps.quotient)
    : String(Math.round(steps.quotient * 1000) / 1000);
  return {
    letters: build((symbol) => ({ symbol, text: symbol }), { symbol: 'P', text: 'P′' }),
    numbers: build((symbol, value) => ({ symbol, text: String(value) }), { symbol: 'P', text: String(padding[1]) }),
    quotient: `${open}${quotient}${close} + 1`,
    output: steps.output,
  };
}

/** O = (I − 1)·S − 2P + D(K − 1) + P′ + 1, with P′ the padding of the output. Source: torch.nn.ConvTranspose2d. */
function transposedFormula(size: number, attrs: ConvTranspose2dAttrs, axis: 0 | 1, output: number): AxisFormula {
  const build = (letter: (symbol: Letter, value: number) => Piece, extra: string): readonly Piece[] => [
    '(',
    letter('I', size),
    ' − 1)·',
    letter('S', attrs.stride[axis]),
    ' − 2·',
    letter('P', attrs.padding[axis]),
    ' + ',
    letter('D', attrs.dilation[axis]),
    '·(',
    letter('K', attrs.kernelSize[axis]),
    ` − 1)${extra} + 1`,
  ];
  const extra = attrs.outputPadding[axis];
  return {
    letters: build((symbol) => ({ symbol, text: symbol }), extra === 0 ? '' : ' + P′'),
    numbers: build((symbol, value) => ({ symbol, text: String(value) }), extra === 0 ? '' : ` + ${extra}`),
    quotient: '',
    output,
  };
}
