import { describe, expect, it, vi } from 'vitest';
import { GraphError } from './errors.ts';
import { GraphBuilder } from './GraphBuilder.ts';
import { conv2d } from './layers/attr-defaults.ts';

function start(): GraphBuilder {
  return new GraphBuilder({ name: 'tiny', type: 'Sequential', input: [3, 8, 8] });
}

describe('GraphBuilder', () => {
  it('a module that runs again is a node of its own: relu, relu_1, relu_2', () => {
    const g = start();
    const ids = [0, 1, 2].map(() => g.module('ReLU', 'relu', g.input));
    expect(ids).toEqual(['relu', 'relu_1', 'relu_2']);
    expect(g.build('relu_2').nodes.slice(1)).toMatchObject([
      { module: 'relu' },
      { module: 'relu' },
      { module: 'relu' },
    ]);
  });

  it('a new id steps over one that is taken', () => {
    const g = start();
    g.module('ReLU', 'relu_1', g.input);
    expect([0, 1, 2].map(() => g.module('ReLU', 'relu', g.input))).toEqual(['relu', 'relu_2', 'relu_3']);
  });

  it('nodes carry the stage, block and role that they are added in', () => {
    const g = start();
    g.stage('stem');
    const conv = g.module('Conv2d', 'conv', g.input, conv2d(4, 3));
    g.stage('body', 'Body');
    const inside = g.block('body.0', 'Block', () => g.module('ReLU', 'body.0.relu', conv));
    g.inactive('unused', () => g.module('ReLU', 'spare', conv));
    const graph = g.build(inside);
    expect(graph.nodes.slice(1)).toMatchObject([
      { id: 'conv', stage: 'stem' },
      { id: 'body.0.relu', stage: 'body', block: 'body.0' },
      { id: 'spare', role: 'unused' },
    ]);
    expect(graph.nodes[1]).not.toHaveProperty('block');
    expect(graph.stages).toEqual([
      { id: 'stem', title: 'stem' },
      { id: 'body', title: 'Body' },
    ]);
    expect(graph.containers).toEqual([
      { path: '', type: 'Sequential' },
      { path: 'body.0', type: 'Block' },
    ]);
  });

  it('an input that no earlier node is called, and such an output, are refused at once', () => {
    const g = start();
    expect(() => g.module('ReLU', 'relu', 'conv')).toThrow(GraphError);
    expect(() => g.build('relu')).toThrow('"relu"');
  });

  it('looks up a few ids for each node, even for a module that runs a thousand times', () => {
    const has = vi.spyOn(Set.prototype, 'has');
    const g = start();
    for (let run = 0; run < 1000; run++) g.module('ReLU', 'relu', g.input);
    const lookups = has.mock.calls.length;
    has.mockRestore();
    expect(lookups).toBeGreaterThan(1000);
    expect(lookups).toBeLessThan(4000);
  });
});
