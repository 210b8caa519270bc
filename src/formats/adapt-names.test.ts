import { describe, expect, it } from 'vitest';
import { adaptNames } from './adapt-names.ts';
import type { LazyTensor } from './Checkpoint.ts';

function adapted(...names: readonly string[]): readonly string[] {
  const tensors = names.map(
    (name): LazyTensor => ({ name, dtype: 'float32', shape: [1], read: async () => new Float32Array(1) }),
  );
  const result = adaptNames(new Map(tensors.map((tensor) => [tensor.name, tensor])));
  expect([...result.values()].map(({ name }) => name)).toEqual([...result.keys()]);
  return [...result.values()].map(({ name, reshape }) => (reshape === true ? `${name} reshaped` : name));
}

describe('adaptNames', () => {
  it.each([
    ['DataParallel', ['module.conv1.weight', 'module.fc.bias'], ['conv1.weight', 'fc.bias']],
    [
      'wrappers in one another',
      ['_orig_mod.module.conv1.weight', '_orig_mod.module.fc.bias'],
      ['conv1.weight', 'fc.bias'],
    ],
    [
      'the CIFAR checkpoints',
      ['module.conv1.weight', 'module.linear.weight', 'module.linear.bias'],
      ['conv1.weight', 'fc.weight', 'fc.bias'],
    ],
    ['a network that has both', ['fc.weight', 'linear.weight'], ['fc.weight', 'linear.weight']],
    [
      "timm's VGG",
      ['features.0.weight', 'pre_logits.fc1.weight', 'pre_logits.fc1.bias', 'pre_logits.fc2.weight', 'head.fc.weight'],
      [
        'features.0.weight',
        'classifier.0.weight reshaped',
        'classifier.0.bias',
        'classifier.3.weight reshaped',
        'classifier.6.weight',
      ],
    ],
    ['a network with a head.fc of its own', ['stem.weight', 'head.fc.weight'], ['stem.weight', 'head.fc.weight']],
    [
      'a loss function beside the network',
      ['model.a.weight', 'model.b.weight', 'model.c.weight', 'model.d.weight', 'loss.weight'],
      ['a.weight', 'b.weight', 'c.weight', 'd.weight', 'loss.weight'],
    ],
    ['two halves', ['model.a.weight', 'net.a.weight'], ['model.a.weight', 'net.a.weight']],
  ])('knows %s', (_what, names, expected) => {
    expect(adapted(...names)).toEqual(expected);
  });
});
