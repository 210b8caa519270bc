import { expect, test } from 'vitest';
import { analyze } from '../../engine/analyze.ts';
import { GraphBuilder } from '../../engine/GraphBuilder.ts';
import { conv2d } from '../../engine/layers/attr-defaults.ts';
import { findNetwork } from '../../zoo/index.ts';
import { planFused } from './plan.ts';

test.each([
  ['resnet50', 224, 57],
  ['resnext50_32x4d', 224, 57],
  ['vgg16', 224, 22],
  ['alexnet', 224, 12],
  ['googlenet', 224, 82],
] as const)('planFused(%s) at %i pixels has %i steps, the input among them', (id, size, steps) => {
  const graph = findNetwork(id)?.build({ size: [size, size], classes: 1000 });
  expect(graph && planFused(analyze(graph)).steps.length).toBe(steps);
});

test('planFused() puts a block’s last BatchNorm, its sum and its ReLU into one step', () => {
  const graph = findNetwork('resnet18')?.build({ size: [64, 64], classes: 10 });
  const steps = graph && planFused(analyze(graph)).steps;
  expect(steps?.find(({ id }) => id === 'layer1.0.relu_1')).toMatchObject({
    report: { node: { id: 'layer1.0.conv2' } },
    norm: { node: { id: 'layer1.0.bn2' } },
    residual: 'maxpool',
    relu: true,
  });
});

test('planFused() leaves alone what two nodes read, and the network’s output', () => {
  const g = new GraphBuilder({ name: 'twice', type: 'Sequential', input: [4, 8, 8] });
  const x = g.module('Conv2d', 'conv', g.input, conv2d(4, 1));
  const relu = g.module('ReLU', 'relu', x);
  const steps = planFused(analyze(g.build(g.operation('Add', 'add', [x, relu])))).steps;
  expect(steps.map(({ id }) => id)).toEqual(['input', 'conv', 'relu', 'add']);
});
