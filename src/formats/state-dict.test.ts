import { describe, expect, it } from 'vitest';
import type { PickleDict, PickleValue, TensorRef } from './pickle-values.ts';
import { findStateDict } from './state-dict.ts';

function dict(entries: Readonly<Record<string, PickleValue>>): PickleDict {
  return { type: 'dict', entries: new Map(Object.entries(entries)) };
}

function tensor(key: string): TensorRef {
  const storage = { type: 'storage', key, dtype: 'float32', length: 1, first: 0 } as const;
  return { type: 'tensor', storage, offset: 0, shape: [1], stride: [1] };
}

function keyOf(value: PickleValue): string | undefined {
  return findStateDict(value, 'x.pth').get('fc.weight')?.storage.key;
}

const weights = dict({ 'fc.weight': tensor('weights'), 'fc.bias': tensor('bias') });
const average = dict({ 'fc.weight': tensor('average') });
const optimiser = dict({ a: tensor('a'), b: tensor('b'), c: tensor('c') });

describe('findStateDict', () => {
  it.each([
    ['the object itself', weights],
    ['state_dict', dict({ epoch: 3, state_dict: weights, best: tensor('best') })],
    ['a running average only where there is nothing else', dict({ model_ema: average, model: weights })],
    ['a wrapper in a wrapper', dict({ model: dict({ state_dict: weights }) })],
    ['the largest dict under a name that nobody knows', dict({ backbone: weights, head: average })],
    ['not the optimiser, however large', dict({ optimizer: optimiser, backbone: weights })],
  ])('finds %s', (_what, value) => {
    expect(keyOf(value)).toBe('weights');
  });

  it('takes a running average that is alone', () => {
    expect(keyOf(dict({ epoch: 1, state_dict_ema: average }))).toBe('average');
  });

  it.each([
    ['a number', 5],
    ['a list of tensors', [tensor('a')]],
    ['an empty dict', dict({})],
  ])('refuses %s', (_what, value) => {
    expect(() => findStateDict(value, 'x.pth')).toThrow('x.pth holds no tensors by name');
  });
});
