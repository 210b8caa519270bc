import { expect, it } from 'vitest';
import { findNetwork } from './index.ts';
import { smallestSide } from './smallest-side.ts';

it.each([
  // Where PyTorch stops to refuse the picture.
  ['alexnet', 63],
  ['vgg11', 32],
  ['vgg19_bn', 32],
  ['googlenet', 15],
  ['resnet50', 1],
])('%s takes pictures from %i×%i on', (id, side) => {
  const entry = findNetwork(id);
  expect(entry && smallestSide(entry, 10)).toBe(side);
});
