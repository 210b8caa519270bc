import type { Analysis } from '../engine/analysis.ts';
import { explainOutputSize } from '../engine/output-size.ts';
import { count, decimal, type Facts, shape } from './facts.ts';
import { reportOf } from './measures.ts';

/** The numbers of a window along the height: its settings, the quotient before the floor, what comes out and what is left over. */
export function windowFacts(analysis: Analysis, id: string): Facts {
  const { window, inputs, output } = reportOf(analysis, id);
  const size = inputs[0]?.[1] ?? 0;
  const kernel = window?.kernelSize[0] ?? 1;
  const stride = window?.stride[0] ?? 1;
  const padding = window?.padding[0] ?? 0;
  const dilation = window?.dilation[0] ?? 1;
  const steps = explainOutputSize({ size, kernel, stride, padding: [padding, padding], dilation, ceilMode: false });
  return {
    size: count(size),
    kernel: count(kernel),
    stride: count(stride),
    padding: count(padding),
    dilation: count(dilation),
    reach: count(steps.reach),
    way: count(steps.numerator),
    quotient: decimal(steps.quotient),
    lost: count(steps.lost),
    out: count(steps.output),
    before: shape(inputs[0] ?? []),
    after: shape(output),
  };
}

/** The numbers of a projection: its window along the height, what comes out, and its weights. */
export function projectionFacts(analysis: Analysis, id: string): Facts {
  const { inputs, output, params } = reportOf(analysis, id);
  return {
    ...windowFacts(analysis, id),
    from: count(inputs[0]?.[0] ?? 0),
    to: count(output[0] ?? 0),
    weights: count(params),
  };
}
