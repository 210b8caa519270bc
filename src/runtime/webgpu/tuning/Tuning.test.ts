import { expect, test } from 'vitest';
import { analyze } from '../../../engine/analyze.ts';
import { findNetwork } from '../../../zoo/index.ts';
import { planFused } from '../../fused/plan.ts';
import type { Bound } from '../Bound.ts';
import type { Dispatch } from '../Dispatch.ts';
import { encodePlan } from '../encode.ts';
import { classOf, FORMS, nameOf } from '../shaders/convolution-forms.ts';
import { Tuning } from './Tuning.ts';

const LIMITS = { budget: 200, patience: 20 };

test('Tuning compiles and measures nothing where every class is known', async () => {
  const gpu = fakeDevice(async () => ({}));
  const known = Object.fromEntries(classes().map((name) => [name, '4x1 8x8']));
  const tuning = new Tuning(gpu.device, dispatches(), known, LIMITS);
  expect(await tuning.measure(bind)).toEqual({});
  expect(gpu.compiled).toBe(0);
  expect(gpu.submitted).toBe(0);
});

test('measure() names a form for each class that nothing is known of', async () => {
  const gpu = fakeDevice(async () => ({}));
  const [first = '', ...others] = classes();
  const found = await new Tuning(gpu.device, dispatches(), { [first]: '4x1 8x8' }, LIMITS).measure(bind);
  expect(Object.keys(found).toSorted()).toEqual(others.toSorted());
  for (const form of Object.values(found)) expect(FORMS.map(nameOf)).toContain(form);
});

test('measure() does not wait for a compiler that takes long: the largest class keeps its form, the others are left to the next load', async () => {
  const gpu = fakeDevice(() => new Promise(() => {}));
  const found = await new Tuning(gpu.device, dispatches(), {}, { budget: 10, patience: 10 }).measure(bind);
  expect(found).toEqual({ '3x3 stride 1x1 16 to 16 at 32x32': '4x1 8x8' });
  expect(gpu.submitted).toBe(0);
  expect(gpu.compiled).toBeLessThanOrEqual(8);
});

test('measure() does without forms that the driver refuses', async () => {
  const gpu = fakeDevice(async (code) => {
    if (code.includes('workgroupBarrier')) throw new Error('refused');
    return {};
  });
  const found = await new Tuning(gpu.device, dispatches(), {}, LIMITS).measure(bind);
  expect(Object.keys(found)).toHaveLength(classes().length);
  for (const form of Object.values(found)) expect(form).not.toContain('/');
});

test('measure() ends with the reason of whoever stops it', async () => {
  const stop = new AbortController();
  const gpu = fakeDevice(() => new Promise(() => {}));
  const measuring = new Tuning(gpu.device, dispatches(), {}, { ...LIMITS, patience: 60_000 }).measure(
    bind,
    stop.signal,
  );
  stop.abort(new Error('given up'));
  await expect(measuring).rejects.toThrow('given up');
});

function dispatches(): readonly Dispatch[] {
  const entry = findNetwork('resnet20_cifar');
  if (entry === undefined) throw new Error('no network is called resnet20_cifar');
  const analysis = analyze(entry.build(entry.defaults));
  const software = FORMS.find((form) => nameOf(form) === '4x1 8x8');
  if (software === undefined) throw new Error('no form is called 4x1 8x8');
  const { stages } = encodePlan(planFused(analysis), analysis, { bindingBytes: 2 ** 27, formOf: () => software });
  return stages.flatMap((stage) => stage.dispatches);
}

function classes(): readonly string[] {
  const names = dispatches().flatMap(({ convolution }) => (convolution === undefined ? [] : [classOf(convolution)]));
  return [...new Set(names)];
}

function bind(pipeline: GPUComputePipeline): Bound {
  return { pipeline, group: {} as GPUBindGroup, workgroups: [1, 1] };
}

/** A device that runs nothing, in no time, and has no clock; `compile` is its driver. */
function fakeDevice(compile: (code: string) => Promise<object>): {
  readonly device: GPUDevice;
  compiled: number;
  submitted: number;
} {
  const pass = { setPipeline() {}, setBindGroup() {}, dispatchWorkgroups() {}, end() {} };
  const counts = {
    compiled: 0,
    submitted: 0,
    device: {
      features: new Set(),
      createShaderModule: ({ code }: { readonly code: string }) => code,
      createComputePipelineAsync: ({ compute }: { readonly compute: { readonly module: string } }) => {
        counts.compiled++;
        return compile(compute.module);
      },
      createCommandEncoder: () => ({ beginComputePass: () => pass, finish: () => ({}) }),
      queue: {
        submit: () => {
          counts.submitted++;
        },
        onSubmittedWorkDone: async () => undefined,
      },
    } as unknown as GPUDevice,
  };
  return counts;
}
