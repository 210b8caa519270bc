import type { Analysis } from '../engine/analysis.ts';
import { explainOutputSize } from '../engine/output-size.ts';
import { count, decimal, type Facts } from './facts.ts';
import { reportOf } from './measures.ts';

/** The numbers of a projection: its window along the height, what comes out, and its weights. */
export function projectionFacts(analysis: Analysis, id: string): Facts {
  const { window, inputs, output, params } = reportOf(analysis, id);
  const [channels = 0, size = 0] = inputs[0] ?? [];
  const kernel = window?.kernelSize[0] ?? 1;
  const stride = window?.stride[0] ?? 1;
  const padding = window?.padding[0] ?? 0;
  const steps = explainOutputSize({
    size,
    kernel,
    stride,
    padding: [padding, padding],
    dilation: 1,
    ceilMode: false,
  });
  return {
    size: count(size),
    kernel: count(kernel),
    stride: count(stride),
    padding: count(padding),
    quotient: decimal(steps.quotient),
    out: count(steps.output),
    from: count(channels),
    to: count(output[0] ?? 0),
    weights: count(params),
  };
}
