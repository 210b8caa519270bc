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

it('nearest("resnext50") is the shortest that begins so, even if another word needs one letter less', () => {
  expect(nearest('resnext50', ['resnet50', 'resnext50_32x4d', 'resnext50_32x4d_wide'])).toBe('resnext50_32x4d');
});
