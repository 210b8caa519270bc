import { describe, expect, it } from 'vitest';
import { analyze, analyzeUntilError } from './analyze.ts';
import { ShapeError } from './errors.ts';
import { GraphBuilder } from './GraphBuilder.ts';
import type { Graph } from './graph.ts';
import { conv2d } from './layers/attr-defaults.ts';

/** A convolution and the same ReLU again and again. */
function chain(length: number): Graph {
  const g = new GraphBuilder({ name: 'chain', type: 'Chain', input: [4, 32, 32] });
  let x = g.input;
  for (let index = 0; index < length / 2; index++) {
    x = g.module('Conv2d', `layers.${index}`, x, conv2d(4, 3, { padding: 1 }));
    x = g.module('ReLU', 'relu', x);
  }
  return g.build(x);
}

/** Residual blocks, one behind another. */
function blocks(count: number): Graph {
  const g = new GraphBuilder({ name: 'blocks', type: 'Blocks', input: [4, 32, 32] });
  let x = g.input;
  for (let index = 0; index < count; index++) {
    const inside = g.module('Conv2d', `layers.${index}.conv`, x, conv2d(4, 3, { padding: 1 }));
    x = g.operation('Add', `layers.${index}.add`, [inside, x]);
  }
  return g.build(x);
}

/** How often an analysis reads from the nodes: a measure of its work that no other program disturbs. */
function readsOf(graph: Graph): number {
  let reads = 0;
  const nodes = graph.nodes.map(
    (node) =>
      new Proxy(node, {
        get(target, key) {
          reads++;
          return Reflect.get(target, key);
        },
      }),
  );
  analyze({ ...graph, nodes });
  return reads;
}

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

describe('analyze', () => {
  it('refuses two nodes of one id, and a node that reads what comes later', () => {
    const graph = tooLargeKernel();
    const [input, first] = graph.nodes;
    const nodes = [input, first, first] as Graph['nodes'];
    expect(() => analyze({ ...graph, nodes })).toThrow('two nodes are called "first"');
    expect(() => analyze({ ...graph, nodes: [first, input] as Graph['nodes'] })).toThrow('first reads "input"');
  });

  it('totals leave out the MACs of what does not run, and count its parameters', () => {
    const g = new GraphBuilder({ name: 'tiny', type: 'Tiny', input: [3, 8, 8] });
    const x = g.module('Conv2d', 'conv', g.input, conv2d(4, 3, { bias: false }));
    g.inactive('training', () => g.module('Conv2d', 'head', x, conv2d(2, 1, { bias: false })));
    const { params, macs, byId, consumers } = analyze(g.build(x));
    expect([params, macs, byId.get('head')?.macs]).toEqual([4 * 3 * 9 + 2 * 4, 4 * 3 * 9 * 36, 2 * 4 * 36]);
    expect(consumers.get('conv')).toEqual(['head']);
  });

  it.each([
    ['a chain', chain],
    ['residual blocks', blocks],
  ] as const)('work grows as the length of %s does: eight times as long, eight times as much', (_name, build) => {
    const ratio = readsOf(build(8000)) / readsOf(build(1000));
    expect(ratio).toBeGreaterThan(7.9);
    expect(ratio).toBeLessThan(8.1);
  });
});
