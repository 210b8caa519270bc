import { analyze } from '../../engine/analyze.ts';
import { GraphBuilder } from '../../engine/GraphBuilder.ts';
import type { Graph } from '../../engine/graph.ts';
import { conv2d } from '../../engine/layers/attr-defaults.ts';
import { hashFill, hashInput } from '../../runtime/hash-fill.ts';
import { openFaithful } from '../../runtime/open-network.ts';
import { startBackend } from '../../runtime/start-backend.ts';
import { canTake, defaultForm, FORMS, nameOf } from '../../runtime/webgpu/shaders/convolution-forms.ts';
import { WebGpuNetwork } from '../../runtime/webgpu/WebGpuNetwork.ts';

/** What came of one form of the convolution kernels. */
export interface FormVerdict {
  readonly form: string;
  /** Classes of convolution that it computed. */
  readonly classes: number;
  /** Greatest difference from the faithful executor's output, relative to its greatest value. */
  readonly difference: number;
}

/** Puts one network through forms of the convolution kernels, by their names, and compares with the faithful executor on plain JavaScript. */
export async function checkForms(device: GPUDevice, names: readonly string[]): Promise<readonly FormVerdict[]> {
  await startBackend('cpu', { allowSoftware: false });
  const analysis = analyze(everyConvolution());
  const state = hashFill(analysis);
  const input = hashInput(analysis.input);
  const { executor } = await openFaithful(analysis, (name) => state.get(name));
  const expected = await executor.run(input);
  executor.dispose();
  const verdicts: FormVerdict[] = [];
  for (const form of FORMS.filter((each) => names.includes(nameOf(each)))) {
    const network = await WebGpuNetwork.create(analysis, (name) => state.get(name), {
      device,
      formOf: (spec) => (canTake(spec, form) ? form : defaultForm(spec, 'software')),
    });
    const found = await network.run(input);
    const classes = Object.values(network.forms).filter((name) => name === nameOf(form)).length;
    network.dispose();
    verdicts.push({ form: nameOf(form), classes, difference: difference(expected, found) });
  }
  return verdicts;
}

/** Odd sizes, strides, padding, groups that are whole vectors and groups that are not, a residual, ReLUs: few kernels, since software is slow to compile them. */
export function everyConvolution(): Graph {
  const g = new GraphBuilder({ name: 'convolutions', type: 'Sequential', input: [128, 9, 11] });
  const deep = g.module('Conv2d', 'deep', g.input, conv2d(64, 3, { stride: 2, padding: 1, bias: false }));
  const norm = g.module('BatchNorm2d', 'norm', deep, { eps: 1e-5 });
  const shortcut = g.module('Conv2d', 'shortcut', g.input, conv2d(64, 1, { stride: 2, groups: 2 }));
  const sum = g.module('ReLU', 'relu', g.operation('Add', 'add', [norm, shortcut]));
  return g.build(g.module('Conv2d', 'thin', sum, conv2d(24, 3, { padding: 1, groups: 8 })));
}

function difference(expected: Float32Array, found: Float32Array): number {
  const scale = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return (
    expected.reduce((most, value, index) => Math.max(most, Math.abs(value - (found[index] ?? Number.NaN))), 0) / scale
  );
}
