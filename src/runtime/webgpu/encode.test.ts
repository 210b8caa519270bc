import { expect, test } from 'vitest';
import { analyze } from '../../engine/analyze.ts';
import { findNetwork } from '../../zoo/index.ts';
import { planFused } from '../fused/plan.ts';
import { BYTES, type Dispatch } from './Dispatch.ts';
import { type Encoded, encodePlan } from './encode.ts';

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
      if ('fill' in binding) expect(binding.count * BYTES[binding.scalar]).toBeLessThanOrEqual(LEAST_BINDING);
});

test('encodePlan() never lets a kernel write what it reads', () => {
  for (const id of ['googlenet', 'resnet20_cifar', 'resnext50_32x4d', 'alexnet_keras'])
    for (const { bindings } of encode(id, LEAST_BINDING))
      expect(bindings.indexOf(bindings.at(-1) as (typeof bindings)[number])).toBe(bindings.length - 1);
});

test('encodePlan() in half precision keeps all in float16 but biases, the input and the output', () => {
  const { stages, maps } = plan('resnet18', 2 ** 31, true);
  const full = [...maps].filter(([, { scalar }]) => scalar === 'f32').map(([id]) => id);
  expect(full).toEqual(['input', 'fc']);
  for (const { step, dispatches } of stages)
    for (const { code, bindings } of dispatches) {
      const [weights, bias] = bindings.filter((binding) => 'fill' in binding);
      if (step.report.parameters.length > 0) expect([weights?.scalar, bias?.scalar]).toEqual(['f16', 'f32']);
      expect(code.startsWith('enable f16;'), step.id).toBe(true);
      // Declared as halves, and made float32 before anything is added up.
      expect(code).not.toMatch(/var sum\w* = vec4h/);
    }
});

test('encodePlan() in half precision halves the bytes of weights and maps, and the parts of a large weight', () => {
  for (const id of ['vgg16', 'googlenet']) {
    const [full, half] = [false, true].map((wanted) => bytesOf(plan(id, 2 ** 31, wanted)));
    expect((half ?? 1) / (full ?? 1)).toBeGreaterThan(0.5);
    expect((half ?? 1) / (full ?? 1)).toBeLessThan(0.51);
  }
  const [full, half] = [false, true].map((wanted) => dispatchesOf(plan('vgg16', LEAST_BINDING, wanted)));
  expect(half?.length).toBe((full?.length ?? 0) - 2);
});

test('encodePlan() writes kernels without a half where none is wanted', () => {
  for (const id of ['resnet18', 'googlenet', 'alexnet_keras'])
    for (const { code } of encode(id, LEAST_BINDING)) expect(code).not.toMatch(/f16|vec4h/);
});

function encode(id: string, bindingBytes: number): readonly Dispatch[] {
  return dispatchesOf(plan(id, bindingBytes, false));
}

function dispatchesOf({ stages }: Encoded): readonly Dispatch[] {
  return stages.flatMap(({ dispatches }) => dispatches);
}

/** Bytes of all weights and of a buffer for each storage. */
function bytesOf(encoded: Encoded): number {
  const constants = dispatchesOf(encoded).flatMap(({ bindings }) => bindings.filter((binding) => 'fill' in binding));
  const maps = new Map([...encoded.maps.values()].map((map) => [map.storage, map]));
  return [
    ...constants.map(({ count, scalar }) => count * BYTES[scalar]),
    ...[...maps.values()].map(({ height, width, pixel, scalar }) => height * width * pixel * 4 * BYTES[scalar]),
  ].reduce((sum, bytes) => sum + bytes, 0);
}

function plan(id: string, bindingBytes: number, half: boolean): Encoded {
  const entry = findNetwork(id);
  if (entry === undefined) throw new Error(`no network is called ${id}`);
  const analysis = analyze(entry.build(entry.defaults));
  return encodePlan(planFused(analysis), analysis, { bindingBytes, half });
}
