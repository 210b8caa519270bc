import { readFileSync } from 'node:fs';
import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodePicture } from '../../cli/decode-picture.ts';
import type { Analysis } from '../../engine/analysis.ts';
import { analyze } from '../../engine/analyze.ts';
import { type CutSide, cutResiduals } from '../../engine/cut-residual.ts';
import { openCheckpoint } from '../../formats/open-checkpoint.ts';
import { findNetwork } from '../../zoo/index.ts';
import type { NetworkEntry } from '../../zoo/NetworkEntry.ts';
import { type ArraySource, bindWeights } from '../bind-weights.ts';
import { Execution } from '../Execution.ts';
import goldens from '../goldens/backward.json' with { type: 'json' };
import { hashInput, hashSource } from '../hash-fill.ts';
import { preprocess } from '../preprocess.ts';
import { startBackend } from '../start-backend.ts';
import { readInTorchOrder } from '../to-torch-order.ts';
import { backward, type Gradients } from './backward.ts';

/** The class of `scripts/references/gradients.py`. */
const LABEL = 3;

type Cuts = ReadonlyMap<string, CutSide>;

const WHOLE: Cuts = new Map();

/** Tells the case, rather than all of its norms, in the name of a test. */
const builtIn = goldens.builtIn.map(
  (golden) => [`${golden.network} with [${golden.cuts}] cut`, golden as unknown as Golden] as const,
);

interface Golden {
  readonly network: string;
  readonly picture: string;
  readonly cuts: readonly string[];
  readonly loss: number;
  readonly norms: Readonly<Record<string, number>>;
  readonly weightNorms: Readonly<Record<string, number>>;
}

describe.each(['cpu', 'wasm'] as const)('backward() on %s', (backend) => {
  beforeAll(() => startBackend(backend, { allowSoftware: true }));

  // On the slow backend, the whole networks.
  const cases = backend === 'cpu' ? builtIn.filter(([, { cuts }]) => cuts.length === 0) : builtIn;

  it.each(cases)('of %s gives the norms of PyTorch and leaves no tensor behind', async (_name, golden) => {
    const before = memory().numTensors;
    const cuts = new Map(golden.cuts.map((item) => item.split(':') as [string, CutSide]));
    const entry = entryOf(golden.network);
    const input = await pictureOf(golden.picture, entry);
    const { gradients } = await pass(entry, await ownWeights(golden.network), input, cuts);
    expectGolden(gradients, golden);
    expect(memory().numTensors).toBe(before);
  });
});

it.each(goldens.torchvision.map((golden) => [golden.network, golden.size, golden as unknown as Golden] as const))(
  'backward() of %s at %i pixels gives the norms of PyTorch on wasm',
  async (network, size, golden) => {
    await startBackend('wasm', { allowSoftware: true });
    const entry = entryOf(network);
    const analysis = analyze(entry.build({ size: [size, size], classes: 10 }));
    expectGolden((await passOf(analysis, hashSource(analysis), hashInput(analysis.input), WHOLE)).gradients, golden);
  },
  60_000,
);

it('backward() agrees with finite differences along the gradient at the input', async () => {
  await startBackend('wasm', { allowSoftware: true });
  const entry = entryOf('resnet20_cifar');
  const source = await ownWeights(entry.id);
  const picture = await pictureOf('cat', entry);
  const { gradients, atInput } = await pass(entry, source, picture, WHOLE);
  const norm = gradients.norms.get('input') ?? 0;
  const at = async (shift: number): Promise<number> => {
    const moved = picture.map((value, index) => value + (shift * (atInput[index] ?? 0)) / norm);
    return (await pass(entry, source, moved, WHOLE)).gradients.loss;
  };
  const step = 1e-3;
  const slope = ((await at(step)) - (await at(-step))) / (2 * step);
  expect(Math.abs(slope / norm - 1)).toBeLessThan(0.01);
});

it('backward() leaves no tensor behind when it is stopped half way, and measures no weights unasked', async () => {
  await startBackend('wasm', { allowSoftware: true });
  const before = memory().numTensors;
  const entry = entryOf('vgg_cifar');
  const source = await ownWeights(entry.id);
  const picture = await pictureOf('ship', entry);
  const analysis = analyze(entry.build(entry.defaults));
  const weights = await bindWeights(analysis, source);
  const execution = new Execution(analysis, weights);
  await execution.run(picture);
  const running = memory().numTensors;
  const outputOf = (id: string): ReturnType<Execution['tensorOf']> => execution.tensorOf(id);
  const { weightNorms } = await backward(analysis, weights, outputOf, { label: LABEL });
  expect(weightNorms.size).toBe(0);
  expect(memory().numTensors).toBe(running);
  const stopped = backward(analysis, weights, outputOf, {
    label: LABEL,
    onNode: (_id, _gradient, done) => {
      if (done === 5) throw new Error('stopped');
    },
  });
  await expect(stopped).rejects.toThrow('stopped');
  expect(memory().numTensors).toBe(running);
  execution.dispose();
  weights.dispose();
  expect(memory().numTensors).toBe(before);
});

function expectGolden(gradients: Gradients, { loss, norms, weightNorms }: Golden): void {
  expect(Math.abs(gradients.loss - loss)).toBeLessThan(1e-4 * Math.max(1, loss));
  for (const [found, wanted] of [
    [gradients.norms, norms],
    [gradients.weightNorms, weightNorms],
  ] as const)
    for (const [id, expected] of Object.entries(wanted))
      expect(Math.abs((found.get(id) ?? Number.NaN) / expected - 1), id).toBeLessThan(1e-3);
}

function entryOf(network: string): NetworkEntry {
  const entry = findNetwork(network);
  if (entry === undefined) throw new Error(`the zoo has no ${network}`);
  return entry;
}

async function ownWeights(network: string): Promise<ArraySource> {
  const file = new Blob([readFileSync(`public/weights/${network}.safetensors`)]);
  const checkpoint = await openCheckpoint(file, `${network}.safetensors`);
  return (name) => checkpoint.tensors.get(name)?.read();
}

async function pictureOf(name: string, { preprocessing, defaults }: NetworkEntry): Promise<Float32Array> {
  const picture = await decodePicture(`public/samples/${name}.jpg`);
  return preprocess(picture, { ...preprocessing, crop: defaults.size }).input;
}

interface Passed {
  readonly gradients: Gradients;
  readonly atInput: Float32Array;
}

function pass(entry: NetworkEntry, source: ArraySource, input: Float32Array, cuts: Cuts): Promise<Passed> {
  return passOf(analyze(entry.build(entry.defaults)), source, input, cuts);
}

async function passOf(whole: Analysis, source: ArraySource, input: Float32Array, cuts: Cuts): Promise<Passed> {
  const weights = await bindWeights(whole, source);
  const analysis = analyze(cutResiduals(whole.graph, whole.residuals, cuts));
  const execution = new Execution(analysis, weights);
  await execution.run(input);
  let atInput: Float32Array = new Float32Array();
  try {
    const gradients = await backward(analysis, weights, (id) => execution.tensorOf(id), {
      label: LABEL,
      ofWeights: true,
      onNode: async (id, gradient) => {
        if (id === 'input') atInput = await readInTorchOrder({ tensor: gradient, shape: analysis.input });
      },
    });
    return { gradients, atInput };
  } finally {
    execution.dispose();
    weights.dispose();
  }
}
