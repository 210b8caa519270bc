import { existsSync, openAsBlob, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { chromium } from 'playwright';
import { describe, expect, it } from 'vitest';
import { analyze } from '../engine/analyze.ts';
import { preprocess } from '../runtime/preprocess.ts';
import { startBackend } from '../runtime/start-backend.ts';
import { findNetwork } from '../zoo/index.ts';
import { openTaskBrowser } from './browser/run-in-browser.ts';
import { readCifar } from './cifar10.ts';
import { findBrowser } from './find-browser.ts';
import goldens from './goldens/builtin-logits.json' with { type: 'json' };
import { type LogitsRequest, logitsRequest } from './logits-request.ts';

const root = join(import.meta.dirname, '../..');
const weights = join(root, 'public/weights');
const data = join(root, '../shared/cifar10');
const names = readdirSync(weights)
  .filter((file) => file.endsWith('.safetensors'))
  .map((file) => basename(file, '.safetensors'));
/** Pictures in the file of logits. */
const PICTURES = 16;
/** The slow backends take a few pictures, and the software adapter of WebGPU two networks; with `ALL_PICTURES=1` they take all. */
const takesAll = process.env['ALL_PICTURES'] !== undefined;
const few = takesAll ? { cpu: PICTURES, wasm: PICTURES, webgpu: PICTURES } : { cpu: 4, wasm: PICTURES, webgpu: 2 };
const onWebgpu = names.filter((name) => takesAll || name.startsWith('resn'));
const PATIENCE = 300_000;
const hasBrowser = existsSync(findBrowser().executablePath ?? chromium.executablePath());
if (!hasBrowser) console.log('skipped: there is no browser here; WebGPU is not tried');
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

  describe.skipIf(!hasPictures)('give the logits of PyTorch on test pictures within 0.01', () => {
    it.each(['cpu', 'wasm'] as const)('on %s', { timeout: PATIENCE }, async (backend) => {
      await startBackend(backend, { allowSoftware: false });
      for (const name of names)
        expectGolden(name, await logitsRequest(await requestOf(name, few[backend]), () => openAsBlob(fileOf(name))));
    });

    it.skipIf(!hasBrowser)('on webgpu', { timeout: PATIENCE }, async () => {
      const browser = await openTaskBrowser();
      try {
        for (const name of onWebgpu)
          expectGolden(name, await browser.call('logits', await requestOf(name, few.webgpu), fileOf(name)));
      } finally {
        await browser.close();
      }
    });
  });
});

async function requestOf(name: string, pictures: number): Promise<LogitsRequest> {
  const entry = findNetwork(name);
  if (entry === undefined) throw new Error(`no network is called "${name}"`);
  const inputs: number[][] = [];
  for await (const { picture } of readCifar(data, pictures))
    inputs.push(Array.from(preprocess(picture, { ...entry.preprocessing, crop: entry.defaults.size }).input));
  return { network: name, weights: `${name}.safetensors`, inputs };
}

function expectGolden(name: string, logits: readonly (readonly number[])[]): void {
  const expected: Readonly<Record<string, readonly (readonly number[])[]>> = goldens.logits;
  expect(expected[name]).toHaveLength(PICTURES);
  for (const [picture, row] of logits.entries()) {
    expect(row).toHaveLength(10);
    for (const [index, value] of row.entries())
      expect(Math.abs(value - (expected[name]?.[picture]?.[index] ?? Number.NaN)), name).toBeLessThan(0.01);
  }
}

function fileOf(name: string): string {
  return join(weights, `${name}.safetensors`);
}
