import { expect, test } from 'vitest';
import { analyze } from '../../../engine/analyze.ts';
import { findNetwork } from '../../../zoo/index.ts';
import { planFused } from '../../fused/plan.ts';
import type { Dispatch } from '../Dispatch.ts';
import { encodePlan } from '../encode.ts';
import { type ConvolutionSpec, convolutionShader } from './convolution.ts';
import { classOf, defaultForm, FORMS, formsFor, nameOf } from './convolution-forms.ts';

/** What WebGPU promises of every device. */
const LEAST_MEMORY = 16384;
const LEAST_THREADS = 256;

test('no form asks for more threads or memory of a workgroup than every device gives', () => {
  for (const { pixels, outs, group, shares } of FORMS) {
    const threads = group[0] * group[1] * shares;
    expect(threads).toBeLessThanOrEqual(LEAST_THREADS);
    expect((shares - 1) * group[0] * group[1] * pixels * outs * 16).toBeLessThanOrEqual(LEAST_MEMORY);
  }
  expect(new Set(FORMS.map(nameOf)).size).toBe(FORMS.length);
});

test('convolutionShader() has the same bindings in every form', () => {
  for (const { convolution } of convolutions('resnet50'))
    for (const form of formsFor(convolution)) {
      const { code } = convolutionShader(convolution, form);
      expect(code.match(/@binding\(\d\)/g)?.length, nameOf(form)).toBe(convolution.residual === undefined ? 4 : 5);
    }
});

test("defaultForm() lets threads of a GPU share the sums of ResNet-50's late layers, and of none on software", () => {
  const late = convolutions('resnet50').filter(({ convolution }) => convolution.to.height <= 14);
  for (const { convolution } of late) {
    expect(defaultForm(convolution, 'gpu').shares, classOf(convolution)).toBeGreaterThan(1);
    expect(defaultForm(convolution, 'software').shares).toBe(1);
  }
  const [first] = convolutions('resnet50');
  expect(first && defaultForm(first.convolution, 'gpu')).toMatchObject({ pixels: 4, shares: 1 });
});

test('formsFor() gives each layer of ResNet-50 a few forms to choose from, and groups none that mixes them', () => {
  for (const { convolution } of convolutions('resnet50')) {
    expect(formsFor(convolution).length).toBeGreaterThan(1);
    expect(formsFor(convolution).length).toBeLessThanOrEqual(8);
  }
  for (const { convolution } of convolutions('resnext50_32x4d'))
    if (convolution.outWidth === 4) for (const form of formsFor(convolution)) expect(form.outs).toBe(1);
});

test('classOf() is the same for layers of a size, whatever they add and clip', () => {
  const classes = convolutions('resnet50').map(({ convolution }) => classOf(convolution));
  expect(classes).toContain('3x3 stride 1x1 512 to 512 at 7x7');
  expect(new Set(classes).size).toBe(23);
});

test('classOf() tells half precision from float32, so that neither is run by what was measured of the other', () => {
  const [full, half] = [false, true].map((wanted) =>
    convolutions('resnet18', wanted).map(({ convolution }) => classOf(convolution)),
  );
  expect(half?.filter((name) => full?.includes(name))).toEqual([]);
  expect(new Set(half).size).toBe(new Set(full).size);
});

function convolutions(id: string, half = false): readonly { readonly convolution: ConvolutionSpec }[] {
  const entry = findNetwork(id);
  if (entry === undefined) throw new Error(`no network is called ${id}`);
  const analysis = analyze(entry.build(entry.defaults));
  const { stages } = encodePlan(planFused(analysis), analysis, { bindingBytes: 2 ** 27, half });
  const dispatches = stages.flatMap((stage) => stage.dispatches);
  return dispatches.flatMap(({ convolution }: Dispatch) => (convolution === undefined ? [] : [{ convolution }]));
}
