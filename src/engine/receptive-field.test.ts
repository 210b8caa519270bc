import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NodeReport } from './analysis.ts';
import { analyze, analyzeUntilError } from './analyze.ts';
import { GraphBuilder } from './GraphBuilder.ts';
import type { Graph } from './graph.ts';
import { conv2d, convTranspose2d, maxPool2d } from './layers/attr-defaults.ts';

/** What one position of one axis of a map depends on. */
interface Marked {
  readonly pixels: ReadonlySet<number>;
  /** No padding took part anywhere, so that nothing of its field is cut off. */
  readonly whole: boolean;
}

/** For each position of a node's map along one axis, the pixels that it depends on: found by marking, window by window. */
function markedAlong(reports: readonly NodeReport[], axis: 0 | 1): ReadonlyMap<string, readonly Marked[]> {
  const marks = new Map<string, readonly Marked[]>();
  for (const { node, output, window } of reports) {
    const length = output[axis + 1] ?? 1;
    const inputs = node.inputs.map((id) => marks.get(id) ?? []);
    const tapsOf = (place: number): readonly number[] =>
      window === undefined
        ? [place]
        : Array.from(
            { length: window.kernelSize[axis] },
            (_value, tap) => place * window.stride[axis] + tap * window.dilation[axis] - window.padding[axis],
          );
    marks.set(
      node.id,
      Array.from({ length }, (_value, place) => {
        if (node.kind === 'Input') return { pixels: new Set([place]), whole: true };
        const seen = inputs.flatMap((input) => tapsOf(place).map((tap) => input[tap]));
        return {
          pixels: new Set(seen.flatMap((mark) => [...(mark?.pixels ?? [])])),
          whole: seen.every((mark) => mark?.whole === true),
        };
      }),
    );
  }
  return marks;
}

/** Holds every node's field against the marks of all positions that padding does not cut; gives how many there were. */
function checkFields(graph: Graph): number {
  // A random chain may run out of map: what fits is checked.
  const { reports, byId } = analyzeUntilError(graph).analysis;
  const found: string[] = [];
  const wanted: string[] = [];
  for (const axis of [0, 1] as const)
    for (const [id, marks] of markedAlong(reports, axis))
      marks.forEach(({ pixels, whole }, place) => {
        const field = byId.get(id)?.receptiveField[axis === 0 ? 'height' : 'width'];
        if (!whole || field === undefined) return;
        const first = field.start + place * field.jump;
        found.push(`${id}, output ${place}: ${first} to ${first + field.size - 1}`);
        wanted.push(`${id}, output ${place}: ${Math.min(...pixels)} to ${Math.max(...pixels)}`);
      });
  expect(found).toEqual(wanted);
  return found.length;
}

const small = (max: number): fc.Arbitrary<number> => fc.integer({ min: 1, max });
const pair = (max: number): fc.Arbitrary<[number, number]> => fc.tuple(small(max), small(max));
const layer = fc.record({
  isPool: fc.boolean(),
  kernel: pair(4),
  stride: pair(3),
  dilation: pair(2),
  padding: fc.tuple(fc.nat(1), fc.nat(1), fc.nat(2), fc.nat(2)),
});

describe('receptive field', () => {
  it('is what marking finds, on chains of random windows with lopsided padding', () => {
    let checked = 0;
    fc.assert(
      fc.property(fc.array(layer, { minLength: 1, maxLength: 4 }), pair(30), (layers, [height, width]) => {
        const g = new GraphBuilder({ name: 'chain', type: 'Chain', input: [1, 60 + height, 60 + width] });
        let x = g.input;
        layers.forEach(({ isPool, kernel, stride, dilation, padding }, index) => {
          const options = { stride, dilation, padding };
          x = isPool
            ? g.module('MaxPool2d', `pool${index}`, x, maxPool2d(kernel, options))
            : g.module('Conv2d', `conv${index}`, x, conv2d(1, kernel, options));
        });
        checked += checkFields(g.build(x));
      }),
      { numRuns: 60 },
    );
    expect(checked).toBeGreaterThan(1000);
  });

  it('is what marking finds where branches meet: from the first pixel that either sees to the last', () => {
    const branch = fc.array(fc.record({ kernel: small(5), before: fc.nat(4) }), { maxLength: 3 });
    fc.assert(
      fc.property(branch, branch, fc.boolean(), small(3), (one, other, joins, stride) => {
        const g = new GraphBuilder({ name: 'branches', type: 'Branches', input: [1, 70, 70] });
        const stem = g.module('Conv2d', 'stem', g.input, conv2d(1, 3, { stride }));
        const ways = [one, other].map((layers, side) =>
          layers.reduce((x, { kernel, before }, index) => {
            // Stride 1 and K − 1 elements of padding keep the size, so that the branches fit together.
            const begin = Math.min(before, kernel - 1);
            const padding = [begin, begin, kernel - 1 - begin, kernel - 1 - begin] as const;
            return g.module('Conv2d', `branch${side}.${index}`, x, conv2d(1, kernel, { padding }));
          }, stem),
        );
        const met = joins ? g.operation('Add', 'add', ways) : g.operation('Concat', 'cat', ways);
        const graph = g.build(g.module('Conv2d', 'last', met, conv2d(1, 3, { stride: 2 })));
        expect(checkFields(graph)).toBeGreaterThan(0);
      }),
      { numRuns: 60 },
    );
  });

  it('adaptive pooling sees the largest of its windows, and the whole picture if it leaves one value', () => {
    fc.assert(
      fc.property(small(40), small(9), (size, places) => {
        const g = new GraphBuilder({ name: 'pool', type: 'Pool', input: [1, size, size] });
        const graph = g.build(g.module('AdaptiveAvgPool2d', 'pool', g.input, { outputSize: [places, places] }));
        const field = analyze(graph).byId.get('pool')?.receptiveField;
        const windows = Array.from(
          { length: places },
          (_value, place) => Math.ceil(((place + 1) * size) / places) - Math.floor((place * size) / places),
        );
        expect(field?.height.size).toBe(Math.max(...windows));
        expect(field?.global).toBe(places === 1);
      }),
    );
  });

  it('a linear layer sees everything that its flattened map saw', () => {
    const g = new GraphBuilder({ name: 'linear', type: 'Linear', input: [3, 32, 20] });
    const x = g.module('Conv2d', 'conv', g.input, conv2d(4, 5, { stride: 3 }));
    const flat = g.operation('Flatten', 'flatten', x);
    const graph = g.build(g.module('Linear', 'fc', flat, { outFeatures: 10, bias: true }));
    const { height, width, global } = analyze(graph).byId.get('fc')?.receptiveField ?? {};
    expect([height?.size, width?.size, global]).toEqual([32, 20, true]);
  });

  it('ConvTranspose2d: size and start are what scattering finds', () => {
    fc.assert(
      fc.property(small(4), small(4), fc.nat(3), (stride, more, padding) => {
        const kernel = stride + more - 1;
        fc.pre(padding < kernel);
        const g = new GraphBuilder({ name: 'up', type: 'Up', input: [1, 12, 12] });
        const attrs = convTranspose2d(1, kernel, { stride, padding });
        const report = analyze(g.build(g.module('ConvTranspose2d', 'up', g.input, attrs))).byId.get('up');
        // Input i reaches the outputs i·S − P to i·S − P + K − 1; inputs before the map are let count, as padding's would.
        const readersOf = (output: number): readonly number[] =>
          Array.from({ length: 40 }, (_value, index) => index - 20).filter(
            (input) => output >= input * stride - padding && output <= input * stride - padding + kernel - 1,
          );
        const counts = Array.from({ length: stride }, (_value, output) => readersOf(output).length);
        expect(report?.receptiveField.height.size).toBe(Math.max(...counts));
        expect(report?.receptiveField.height.start).toBe(readersOf(0)[0]);
        expect(report?.receptiveField.height.jump).toBe(1 / stride);
      }),
    );
  });
});
