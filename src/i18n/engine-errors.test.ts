import { describe, expect, it } from 'vitest';
import { analyze } from '../engine/analyze.ts';
import { GraphError, ShapeError } from '../engine/errors.ts';
import { GraphBuilder } from '../engine/GraphBuilder.ts';
import type { Graph } from '../engine/graph.ts';
import { conv2d, convTranspose2d, maxPool2d } from '../engine/layers/attr-defaults.ts';
import { type EngineRule, engineRules } from '../engine/rules.ts';
import type { Shape } from '../engine/shape.ts';
import { type LanguageCode, languages } from './languages.ts';

function graph(build: (g: GraphBuilder) => string, input: Shape = [3, 8, 8]): Graph {
  const g = new GraphBuilder({ name: 'tiny', type: 'Tiny', input });
  return g.build(build(g));
}

/** For every rule a network that breaks it at the node `bad`. */
const broken: Readonly<Record<EngineRule, () => Graph>> = {
  notWhole: () => graph((g) => g.module('Conv2d', 'bad', g.input, conv2d(8, 3, { stride: 0.5 }))),
  kernelTooLarge: () => graph((g) => g.module('Conv2d', 'bad', g.input, conv2d(8, 5, { dilation: 3 }))),
  notAMap: () => graph((g) => g.module('MaxPool2d', 'bad', g.operation('Flatten', 'flatten', g.input), maxPool2d(2))),
  groupsDoNotDivide: () => graph((g) => g.module('Conv2d', 'bad', g.input, conv2d(8, 3, { groups: 2 }))),
  shapesDiffer: () =>
    graph((g) => g.operation('Add', 'bad', [g.input, g.module('Conv2d', 'conv', g.input, conv2d(8, 3))])),
  sizesDiffer: () =>
    graph((g) => g.operation('Concat', 'bad', [g.input, g.module('Conv2d', 'conv', g.input, conv2d(8, 3))])),
  inputCount: () => graph((g) => g.module('ReLU', 'bad', [g.input, g.input])),
  paddingTooLarge: () => graph((g) => g.module('MaxPool2d', 'bad', g.input, maxPool2d(2, { padding: 2 }))),
  emptyOutput: () => graph((g) => g.module('ConvTranspose2d', 'bad', g.input, convTranspose2d(8, 1, { padding: 4 }))),
  outputPaddingTooLarge: () =>
    graph((g) => g.module('ConvTranspose2d', 'bad', g.input, convTranspose2d(8, 4, { stride: 2, outputPadding: 2 }))),
  badAxis: () => graph((g) => g.module('Softmax', 'bad', g.input, { dim: 3 })),
  shortcutShrinks: () => graph((g) => g.module('ZeroPadShortcut', 'bad', g.input, { outChannels: 2, stride: 1 })),
  unknownInput: () => graph((g) => g.module('ReLU', 'bad', 'nowhere')),
  repeatedId: () => {
    const once = graph((g) => g.module('ReLU', 'bad', g.input));
    return { ...once, nodes: [...once.nodes, ...once.nodes.slice(1)] };
  },
  badInput: () => graph((g) => g.input, [3, 0, 8]),
};

function errorOf(build: () => Graph): ShapeError | GraphError {
  try {
    analyze(build());
  } catch (error) {
    if (error instanceof ShapeError || error instanceof GraphError) return error;
  }
  throw new Error('nothing was thrown');
}

const codes = Object.keys(languages) as LanguageCode[];
const words = await Promise.all(codes.map(async (code) => [code, await languages[code].load()] as const));

describe.each(Object.entries(broken))('%s', (rule, build) => {
  const { message, details } = errorOf(build);

  it('is thrown with its node, its numbers and a repair', () => {
    expect(details.rule).toBe(rule);
    expect(details.node).toBe(rule === 'badInput' ? 'input' : 'bad');
    expect(Object.keys(details.values).sort()).toEqual([...engineRules[rule as EngineRule]].sort());
    expect(details.repair).not.toBe('');
    expect(message).toContain(details.node);
  });

  it.each(words)('is a sentence with all of its values in %s', (_code, sentences) => {
    const sentence = sentences[`errors.${rule}`] ?? '';
    const filled = sentence.replace(/\{(\w+)\}/g, (_all, name: string) => String(details.values[name]));
    expect(sentence).not.toBe('');
    expect(filled).not.toContain('undefined');
    expect(filled).toMatch(/[.。]$/);
  });
});
