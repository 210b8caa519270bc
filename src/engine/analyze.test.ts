import { describe, expect, it } from 'vitest';
import { analyze, analyzeUntilError } from './analyze.ts';
import { ShapeError } from './errors.ts';
import { GraphBuilder } from './GraphBuilder.ts';
import type { Graph } from './graph.ts';
import { conv2d } from './layers/attr-defaults.ts';

function tooLargeKernel(): Graph {
  const builder = new GraphBuilder({ name: 'tiny', type: 'Sequential', input: [3, 8, 8] });
  const first = builder.module('Conv2d', 'first', builder.input, conv2d(4, 3));
  const second = builder.module('Conv2d', 'second', first, conv2d(4, 9));
  return builder.build(second);
}

describe('analyzeUntilError', () => {
  it('analyzeUntilError(graph) gives what fits before a kernel of 9 on a map of 6, and names the node', () => {
    const { analysis, error } = analyzeUntilError(tooLargeKernel());
    expect(analysis.reports.map(({ node }) => node.id)).toEqual(['input', 'first']);
    expect(error).toBeInstanceOf(ShapeError);
    expect(error?.details).toMatchObject({ node: 'second', rule: 'kernelTooLarge', values: { kernel: 9, size: 6 } });
  });

  it('analyze(graph) throws the same error', () => {
    expect(() => analyze(tooLargeKernel())).toThrow(/^second: /);
  });
});
