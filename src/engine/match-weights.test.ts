import { describe, expect, it } from 'vitest';
import { analyze } from './analyze.ts';
import { GraphBuilder } from './GraphBuilder.ts';
import { conv2d } from './layers/attr-defaults.ts';
import { matchWeights } from './match-weights.ts';
import { rankNetworks } from './rank-networks.ts';
import { stateEntries } from './state-entries.ts';

/** A convolution that runs twice, BatchNorm, a head for training, and a classifier. */
function tiny(classes: number): ReturnType<typeof analyze> {
  const g = new GraphBuilder({ name: 'tiny', type: 'Tiny', input: [4, 8, 8] });
  let x = g.module('Conv2d', 'conv', g.input, conv2d(4, 3, { padding: 1, bias: false }));
  x = g.module('Conv2d', 'conv', x, conv2d(4, 3, { padding: 1, bias: false }));
  x = g.module('BatchNorm2d', 'bn', x, { eps: 1e-5 });
  x = g.operation('Flatten', 'flatten', x);
  g.inactive('training', () => g.module('Linear', 'aux', x, { outFeatures: 2, bias: true }));
  return analyze(g.build(g.module('Linear', 'fc', x, { outFeatures: classes, bias: true })));
}

const entries = stateEntries(tiny(10));
const tensors = entries.map(({ name, shape }) => ({ name, shape }));

describe('stateEntries', () => {
  it('names every array once, in the order in which modules run first; arrays of what never runs are optional', () => {
    expect(entries.map(({ name, shape, optional = false }) => [name, shape, optional])).toEqual([
      ['conv.weight', [4, 4, 3, 3], false],
      ['bn.weight', [4], false],
      ['bn.bias', [4], false],
      ['bn.running_mean', [4], false],
      ['bn.running_var', [4], false],
      ['aux.weight', [2, 256], true],
      ['aux.bias', [2], true],
      ['fc.weight', [10, 256], false],
      ['fc.bias', [10], false],
    ]);
  });

  it('learned values are counted where a module runs first', () => {
    const { byId } = tiny(10);
    expect([byId.get('conv')?.params, byId.get('conv_1')?.params]).toEqual([144, 0]);
  });
});

describe('matchWeights', () => {
  it('takes a file that has everything, num_batches_tracked and the optional or not', () => {
    const file = [
      ...tensors.filter(({ name }) => !name.startsWith('aux')),
      { name: 'bn.num_batches_tracked', shape: [] },
    ];
    expect(matchWeights(entries, file)).toMatchObject({ complete: true, missing: [], unexpected: [], misshaped: [] });
  });

  it('tells what is missing, unexpected and misshaped', () => {
    const file = [...tensors.slice(1, -1), { name: 'fc.bias', shape: [100] }, { name: 'extra', shape: [1] }];
    expect(matchWeights(entries, file)).toMatchObject({
      complete: false,
      missing: ['conv.weight'],
      unexpected: ['extra'],
      misshaped: [{ name: 'fc.bias', expected: [10], found: [100] }],
    });
  });

  it('takes the same values in another shape only from a file that says so', () => {
    const [first, ...others] = tensors;
    const reshaped = { name: first?.name ?? '', shape: [4, 36] };
    expect(matchWeights(entries, [reshaped, ...others]).complete).toBe(false);
    expect(matchWeights(entries, [{ ...reshaped, reshape: true }, ...others]).complete).toBe(true);
  });
});

describe('rankNetworks', () => {
  it('puts what takes all arrays first, then what leaves some, then what differs in its classes alone', () => {
    const candidates = [
      { id: 'hundred', entries: stateEntries(tiny(100)) },
      { id: 'shorter', entries: entries.filter(({ name }) => name !== 'bn.bias') },
      { id: 'same', entries },
      { id: 'other', entries: [{ name: 'weight', node: '', shape: [1], buffer: false }] },
    ];
    expect(rankNetworks(tensors, candidates)).toEqual([
      { id: 'same' },
      { id: 'shorter' },
      { id: 'hundred', classes: 10 },
    ]);
  });
});
