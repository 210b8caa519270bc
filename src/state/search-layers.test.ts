import { expect, test } from 'vitest';
import { analyze } from '../engine/analyze.ts';
import { findNetwork } from '../zoo/index.ts';
import { searchLayers } from './search-layers.ts';

function found(network: string, query: string): readonly string[] {
  const entry = findNetwork(network);
  if (entry === undefined) throw new Error(network);
  return searchLayers(analyze(entry.build(entry.defaults)).reports, query).map(({ node }) => node.id);
}

test('words of name, kind and shape must all match', () => {
  expect(found('resnet50', 'conv k7')).toEqual(['conv1']);
  expect(found('resnet50', 'conv k3 s2')).toEqual(['layer2.0.conv2', 'layer3.0.conv2', 'layer4.0.conv2']);
  expect(found('resnet50', 'layer4 7x7 add')).toEqual(['layer4.0.add', 'layer4.1.add', 'layer4.2.add']);
  expect(found('resnet50', '[2048, 7, 7]'.replaceAll(' ', ''))[0]).toBe('layer4.0.conv3');
  expect(found('resnext50_32x4d', 'g32')).toHaveLength(16);
});

test('people’s own words find torch’s kinds', () => {
  expect(found('vgg16', 'fc')).toEqual(['classifier.0', 'classifier.3', 'classifier.6']);
  expect(found('googlenet', 'cat 28x28')).toEqual(['inception3a.cat', 'inception3b.cat']);
});

test('nothing asked or nothing found', () => {
  expect(found('vgg16', '  ')).toEqual([]);
  expect(found('vgg16', 'k11')).toEqual([]);
});
