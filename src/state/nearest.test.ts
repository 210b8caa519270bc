import { expect, it } from 'vitest';
import { nearest } from './nearest.ts';

it('nearest("resnet51") among similar names is resnet50', () => {
  expect(nearest('resnet51', ['vgg16', 'resnet101', 'resnet50', 'resnet152'])).toBe('resnet50');
});

it('nearest ignores case', () => {
  expect(nearest('VGG16', ['vgg11', 'vgg16'])).toBe('vgg16');
});

it('nearest of nothing is the empty string', () => {
  expect(nearest('resnet50', [])).toBe('');
});
