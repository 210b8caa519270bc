import { readFileSync } from 'node:fs';
import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Analysis } from '../engine/analysis.ts';
import { analyze } from '../engine/analyze.ts';
import { type CutSide, cutResiduals } from '../engine/cut-residual.ts';
import { openCheckpoint } from '../formats/open-checkpoint.ts';
import { findNetwork } from '../zoo/index.ts';
import { backward, type Gradients } from './backward.ts';
import { bindWeights } from './bind-weights.ts';
import { Execution } from './Execution.ts';
import goldens from './goldens/backward.json' with { type: 'json' };
import { startBackend } from './start-backend.ts';
import { readInTorchOrder } from './to-torch-order.ts';

/** The picture of `scripts/references/builtin_gradients.py`. */
const picture = Float32Array.from({ length: 3 * 32 * 32 }, (_unused, index) => Math.sin(0.1 * index));
const LABEL = 3;

describe.each(['cpu', 'wasm'] as const)('backward() on %s', (backend) => {
  beforeAll(() => startBackend(backend, { allowSoftware: true }));

  it.each(goldens)('of $network with $cuts cut gives the norms of PyTorch', async ({ network, cuts, loss, norms }) => {
    const before = memory().numTensors;
    const cut = cuts.map((item) => item.split(':') as [string, CutSide]);
    const { analysis, gradients } = await pass(network, picture, new Map(cut));
    expect(gradients.loss).toBeCloseTo(loss, 4);
    for (const [id, expected] of Object.entries(norms))
      expect(Math.abs((gradients.norms.get(id) ?? 0) / (expected as number) - 1), id).toBeLessThan(2e-4);
    expect(gradients.norms.has(analysis.graph.output)).toBe(true);
    expect(memory().numTensors).toBe(before);
  });
});

it('backward() agrees with finite differences along the gradient at the input', async () => {
  await startBackend('wasm', { allowSoftware: true });
  const { gradients, atInput } = await pass('resnet20_cifar', picture, new Map());
  const norm = gradients.norms.get('input') ?? 0;
  const at = async (shift: number): Promise<number> => {
    const moved = picture.map((value, index) => value + (shift * (atInput[index] ?? 0)) / norm);
    return (await pass('resnet20_cifar', moved, new Map())).gradients.loss;
  };
  const step = 1e-3;
  const slope = ((await at(step)) - (await at(-step))) / (2 * step);
  expect(Math.abs(slope / norm - 1)).toBeLessThan(0.01);
});

it('backward() refuses a network with a layer that it does not know, by name', async () => {
  await startBackend('wasm', { allowSoftware: true });
  await expect(pass('vgg_cifar', picture, new Map())).rejects.toThrow('(MaxPool2d)');
});

async function pass(
  network: string,
  input: Float32Array,
  cuts: ReadonlyMap<string, CutSide>,
): Promise<{ readonly analysis: Analysis; readonly gradients: Gradients; readonly atInput: Float32Array }> {
  const entry = findNetwork(network);
  if (entry === undefined) throw new Error(`the zoo has no ${network}`);
  const whole = analyze(entry.build(entry.defaults));
  const file = new Blob([readFileSync(`public/weights/${network}.safetensors`)]);
  const checkpoint = await openCheckpoint(file, `${network}.safetensors`);
  const weights = await bindWeights(whole, (name) => checkpoint.tensors.get(name)?.read());
  const analysis = analyze(cutResiduals(whole.graph, whole.residuals, cuts));
  const execution = new Execution(analysis, weights);
  await execution.run(input);
  let atInput: Float32Array = new Float32Array();
  try {
    const gradients = await backward(
      analysis,
      weights,
      (id) => execution.tensorOf(id),
      LABEL,
      async (id, gradient) => {
        if (id === 'input') atInput = await readInTorchOrder(gradient, analysis.input);
      },
    );
    return { analysis, gradients, atInput };
  } finally {
    execution.dispose();
    weights.dispose();
  }
}
