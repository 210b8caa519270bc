import { existsSync, openAsBlob, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { analyze } from '../engine/analyze.ts';
import { Execution } from '../runtime/Execution.ts';
import { preprocess } from '../runtime/preprocess.ts';
import { startBackend } from '../runtime/start-backend.ts';
import { findNetwork } from '../zoo/index.ts';
import { readCifar } from './cifar10.ts';
import goldens from './goldens/builtin-logits.json' with { type: 'json' };
import { bindFile } from './trace-request.ts';

const root = join(import.meta.dirname, '../..');
const weights = join(root, 'public/weights');
const data = join(root, '../shared/cifar10');
const names = readdirSync(weights)
  .filter((file) => file.endsWith('.safetensors'))
  .map((file) => basename(file, '.safetensors'));
const hasPictures = existsSync(join(data, 'test.json'));
if (!hasPictures) console.log('skipped: ../shared/cifar10 is not here');

describe('The built-in networks', () => {
  it('are under 1.5 MB each and 5 MB together', async () => {
    const sizes = await Promise.all(names.map(async (name) => (await openAsBlob(fileOf(name))).size));
    for (const size of sizes) expect(size).toBeLessThan(1.5e6);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(5e6);
  });

  it.each(names)('%s has a card whose figures agree with one another', (name) => {
    const card = JSON.parse(readFileSync(join(weights, `${name}.json`), 'utf8')) as {
      readonly network: string;
      readonly accuracy: number;
      readonly parameters: number;
      readonly epochs: number;
      readonly perClass: readonly number[];
      readonly confusion: readonly (readonly number[])[];
      readonly history: readonly unknown[];
    };
    const entry = findNetwork(name);
    expect(card.network).toBe(name);
    expect(card.parameters).toBe(entry && analyze(entry.build(entry.defaults)).params);
    expect(card.history).toHaveLength(card.epochs);
    const total = card.confusion.flat().reduce((sum, count) => sum + count, 0);
    const right = card.confusion.reduce((sum, row, index) => sum + (row[index] ?? 0), 0);
    expect(total).toBe(10_000);
    expect(card.accuracy).toBeCloseTo(right / 100, 2);
    card.perClass.forEach((percent, index) => {
      expect(percent).toBeCloseTo((card.confusion[index]?.[index] ?? 0) / 10, 1);
    });
  });

  describe.skipIf(!hasPictures).each(['cpu', 'wasm'] as const)('on %s', (backend) => {
    it.each(names)('%s gives the logits of PyTorch on sixteen test pictures within 0.01', async (name) => {
      const entry = findNetwork(name);
      if (entry === undefined) throw new Error(`no network is called "${name}"`);
      await startBackend(backend, { allowSoftware: false });
      const analysis = analyze(entry.build(entry.defaults));
      const bound = await bindFile(analysis, await openAsBlob(fileOf(name)), `${name}.safetensors`);
      const execution = new Execution(analysis, bound);
      const expected: Readonly<Record<string, readonly (readonly number[])[]>> = goldens.logits;
      expect(expected[name]).toHaveLength(16);
      let place = 0;
      for await (const { picture } of readCifar(data, 16)) {
        const { input } = preprocess(picture, { ...entry.preprocessing, crop: entry.defaults.size });
        const logits = await execution.run(input);
        expected[name]?.[place++]?.forEach((value, index) => {
          expect(Math.abs((logits[index] ?? Number.NaN) - value)).toBeLessThan(0.01);
        });
      }
      expect(place).toBe(16);
      execution.dispose();
      bound.dispose();
    });
  });
});

function fileOf(name: string): string {
  return join(weights, `${name}.safetensors`);
}
