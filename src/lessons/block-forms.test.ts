import { beforeAll, describe, expect, it } from 'vitest';
import { numel } from '../engine/shape.ts';
import { bindState } from '../runtime/bind-weights.ts';
import { Execution } from '../runtime/Execution.ts';
import { hashInput } from '../runtime/hash-fill.ts';
import { startBackend } from '../runtime/start-backend.ts';
import { type BlockForm, type BlockSetting, blockAnalysis, blockCosts } from './block-forms.ts';
import { blockWeights, sourceForm } from './block-weights.ts';

beforeAll(() => startBackend('wasm', { allowSoftware: false }));

async function run(form: BlockForm, setting: BlockSetting): Promise<Float32Array> {
  const analysis = blockAnalysis(form, setting);
  const weights = await bindState(
    analysis,
    new Map([...blockWeights(form, setting)].map(([name, { data }]) => [name, data])),
  );
  const execution = new Execution(analysis, weights);
  const output = await execution.run(hashInput(analysis.input));
  execution.dispose();
  weights.dispose();
  return output;
}

describe.each([
  { cardinality: 32, width: 4 },
  { cardinality: 4, width: 24 },
  { cardinality: 1, width: 64 },
])('$cardinality × $width', (setting) => {
  it.each(['branches', 'concat', 'twoBranches'] as const)('%s puts out what its source does', async (form) => {
    const [own, source] = [await run(form, setting), await run(sourceForm[form], setting)];
    const difference = own.reduce((most, value, index) => Math.max(most, Math.abs(value - (source[index] ?? 0))), 0);
    const largest = source.reduce((most, value) => Math.max(most, value), 0);
    expect(source).toHaveLength(numel([256, 32, 32]));
    expect(largest).toBeGreaterThan(1);
    expect(difference).toBeLessThan(2e-6 * largest);
  });

  it.each(['branches', 'concat', 'twoBranches'] as const)('%s costs what its source does', (form) => {
    const [own, source] = [form, sourceForm[form]].map((item) => blockCosts(blockAnalysis(item, setting)));
    expect(own).toMatchObject({ params: source?.params, macs: source?.macs });
  });
});

it('blockCosts() are those of the paper: about 70,000 weights at every cardinality of its table', () => {
  const counts = [
    [1, 64],
    [2, 40],
    [4, 24],
    [8, 14],
    [32, 4],
  ].map(([cardinality = 1, width = 1]) => blockCosts(blockAnalysis('grouped', { cardinality, width })).params);
  expect(counts).toEqual([69_632, 69_760, 69_888, 71_456, 70_144]);
});
