import { expect, test } from 'vitest';
import { findNetwork } from '../zoo/index.ts';
import { analyze } from './analyze.ts';
import { stepCost } from './step-cost.ts';

const analysis = analyze(findNetwork('resnet18')?.build({ size: [32, 32], classes: 10 }) ?? raise());

test('stepCost() counts input, weights and output of one node', () => {
  expect(stepCost(analysis, ['conv1'])).toEqual({
    macs: 16 * 16 * 64 * 147,
    bytes: 4 * (3 * 32 * 32 + 64 * 147 + 64 * 16 * 16),
  });
});

test('stepCost() leaves out what lies between nodes of one go, and counts the shortcut that they add', () => {
  const map = 64 * 8 * 8;
  const { bytes } = stepCost(analysis, ['layer1.0.conv2', 'layer1.0.bn2', 'layer1.0.add', 'layer1.0.relu_1']);
  expect(bytes).toBe(4 * (2 * map + 64 * 64 * 9 + 4 * 64 + map));
});

test('stepCost() in half precision halves weights and maps, but not what comes into the network and what leaves it', () => {
  expect(stepCost(analysis, ['conv1'], { half: true }).bytes).toBe(4 * 3 * 32 * 32 + 2 * (64 * 147 + 64 * 16 * 16));
  expect(stepCost(analysis, ['fc'], { half: true }).bytes).toBe(2 * (512 + 5120 + 10) + 4 * 10);
});

function raise(): never {
  throw new Error('the network is not there');
}
