import type { Analysis } from '../engine/analysis.ts';
import { count, type Facts, shape } from './facts.ts';
import { reportOf } from './measures.ts';
import { alongFacts } from './windows.ts';

/** The numbers of a layer's window along the height, and the shapes before and after it. */
export function windowFacts(analysis: Analysis, id: string): Facts {
  const { window, inputs, output } = reportOf(analysis, id);
  return {
    ...alongFacts({
      size: inputs[0]?.[1] ?? 0,
      kernel: window?.kernelSize[0] ?? 1,
      stride: window?.stride[0] ?? 1,
      padding: window?.padding[0] ?? 0,
      dilation: window?.dilation[0] ?? 1,
    }),
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
