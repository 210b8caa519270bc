import { expect, test } from 'vitest';
import { analyze } from '../../engine/analyze.ts';
import { findNetwork } from '../../zoo/index.ts';
import { planFused } from '../fused/plan.ts';
import type { Dispatch } from './Dispatch.ts';
import { encodePlan } from './encode.ts';

/** What WebGPU promises of every device, in bytes. */
const LEAST_BINDING = 128 * 2 ** 20;

test('encodePlan() starts no more kernels than ResNet-50 has steps, one for each shape compiled once', () => {
  const dispatches = encode('resnet50', LEAST_BINDING);
  expect(dispatches.length).toBe(56);
  expect(new Set(dispatches.map(({ code }) => code)).size).toBe(30);
});

test('encodePlan() cuts a linear weight that is too large for one binding by its outputs', () => {
  const whole = encode('vgg16', 2 ** 31);
  const cut = encode('vgg16', LEAST_BINDING);
  expect(cut.length).toBe(whole.length + 3);
  for (const { bindings } of cut)
    for (const binding of bindings)
      if ('floats' in binding) expect(binding.floats * 4).toBeLessThanOrEqual(LEAST_BINDING);
});

test('encodePlan() never lets a kernel write what it reads', () => {
  for (const id of ['googlenet', 'resnet20_cifar', 'resnext50_32x4d', 'alexnet_keras'])
    for (const { bindings } of encode(id, LEAST_BINDING))
      expect(bindings.indexOf(bindings.at(-1) as (typeof bindings)[number])).toBe(bindings.length - 1);
});

function encode(id: string, bindingBytes: number): readonly Dispatch[] {
  const entry = findNetwork(id);
  if (entry === undefined) throw new Error(`no network is called ${id}`);
  const analysis = analyze(entry.build(entry.defaults));
  return encodePlan(planFused(analysis), analysis, bindingBytes).stages.flatMap(({ dispatches }) => dispatches);
}
