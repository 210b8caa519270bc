import { expect, test } from 'vitest';
import { analyze } from '../../src/engine/analyze.ts';
import { findNetwork } from '../../src/zoo/index.ts';
import { deepNetworks, deepResNet } from './deep-networks.ts';
import { openLayout } from './works.ts';

test('deepResNet(20) is the ResNet-20 of the zoo', () => {
  const zoo = findNetwork('resnet20_cifar');
  expect(analyze(deepResNet(20)).params).toBe(zoo && analyze(zoo.build(zoo.defaults)).params);
  expect(deepResNet(20).nodes).toEqual(zoo?.build(zoo.defaults).nodes);
});

test('deepNetworks: layers that learn, without those on shortcuts, are as many as the names say', () => {
  for (const graph of deepNetworks()) {
    const { reports, residuals } = analyze(graph);
    const aside = new Set(residuals.flatMap(({ shortcut }) => shortcut));
    const layers = reports.filter(
      ({ node: { kind, id } }) => (kind === 'Conv2d' || kind === 'Linear') && !aside.has(id),
    );
    expect(`resnet${layers.length}`).toBe(graph.name.replace('_cifar', ''));
  }
});

test('openLayout of 10,004 layers shows each of its nodes', () => {
  const graph = deepResNet(10_004);
  expect(openLayout(graph).boxes.length).toBe(graph.nodes.length);
});
