import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import { memory, setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import goldens from './goldens/gradients.json' with { type: 'json' };
import { LabNetwork } from './LabNetwork.ts';
import type { LabFrame, LabSpec } from './LabSpec.ts';

const SPEC: LabSpec = {
  task: 'spirals',
  layer: 'dense',
  depth: 30,
  width: 16,
  activation: 'sigmoid',
  init: 'xavier',
  batchNorm: false,
  shortcut: 'none',
  learningRate: 0.1,
  momentum: 0.9,
  batchSize: 64,
  seed: 1,
};

async function measure(spec: LabSpec): Promise<LabFrame> {
  const network = new LabNetwork(spec);
  const frame = await network.measure();
  network.dispose();
  return frame;
}

/** The first layer's gradient as a share of the last layer's. */
function reach({ gradientNorms }: LabFrame): number {
  return (gradientNorms[0] ?? Number.NaN) / (gradientNorms.at(-1) ?? Number.NaN);
}

function greatestDifference(found: readonly number[], expected: readonly number[]): number {
  return Math.max(...expected.map((value, index) => Math.abs((found[index] ?? Number.NaN) - value) / value));
}

describe.each(['cpu', 'wasm'])('LabNetwork on %s', (backend) => {
  beforeAll(async () => {
    expect(await setBackend(backend)).toBe(true);
  });

  it.each(goldens.map((golden) => [describeSpec(golden.spec as LabSpec), golden] as const))(
    'has the gradients of PyTorch: %s',
    async (_name, golden) => {
      const frame = await measure(golden.spec as LabSpec);
      expect(Math.abs(frame.loss - golden.loss)).toBeLessThan(1e-4 * golden.loss);
      expect(frame.accuracy).toBeCloseTo(golden.accuracy, 5);
      expect(greatestDifference(frame.gradientNorms, golden.gradientNorms)).toBeLessThan(1e-4);
      expect(greatestDifference(frame.signalNorms, golden.signalNorms)).toBeLessThan(1e-4);
    },
  );

  it('loses the gradient through 30 sigmoid layers and keeps it with identity shortcuts', async () => {
    expect(reach(await measure(SPEC))).toBeLessThan(1e-8);
    expect(reach(await measure({ ...SPEC, shortcut: 'identity' }))).toBeGreaterThan(1e-3);
  });

  it('gives the same frames for the same settings and leaves no tensor behind', async () => {
    const before = memory().numTensors;
    const runs = [];
    for (let run = 0; run < 2; run++) {
      const network = new LabNetwork({ ...SPEC, depth: 4, shortcut: 'identity' });
      const frames = [await network.step(), await network.step(), await network.step()];
      await network.predict(new Float32Array([0.1, 0.2, -0.3, 0.4]));
      network.dispose();
      runs.push(frames);
    }
    expect(runs[0]).toEqual(runs[1]);
    expect(memory().numTensors).toBe(before);
  });
});

function describeSpec({ layer, depth, activation, init, batchNorm, shortcut }: LabSpec): string {
  return `${depth} ${layer} layers, ${activation}, ${init}${batchNorm ? ', BatchNorm' : ''}, shortcut ${shortcut}`;
}
