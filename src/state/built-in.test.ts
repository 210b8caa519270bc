import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { analyze } from '../engine/analyze.ts';
import { matchWeights } from '../engine/match-weights.ts';
import { stateEntries } from '../engine/state-entries.ts';
import { findNetwork, networks } from '../zoo/index.ts';
import { builtIn, builtInLike, type ModelCard } from './built-in.ts';
import { CIFAR10_CLASSES } from './predictions.ts';

const folder = join(import.meta.dirname, '../../public');

/** Names and shapes in a safetensors file. */
function tensorsOf(file: Buffer): readonly { readonly name: string; readonly shape: readonly number[] }[] {
  const length = Number(file.readBigUInt64LE(0));
  const header = JSON.parse(file.subarray(8, 8 + length).toString()) as Record<string, { shape: number[] }>;
  return Object.entries(header).flatMap(([name, { shape }]) => (name === '__metadata__' ? [] : [{ name, shape }]));
}

describe.each(builtIn.map((entry) => [entry.network, entry] as const))('%s', (name, entry) => {
  const card = JSON.parse(readFileSync(join(folder, `weights/${name}.json`), 'utf8')) as ModelCard;

  it('ships weights that fit the network, under 1.5 MB', () => {
    expect(existsSync(join(folder, entry.url))).toBe(true);
    const file = readFileSync(join(folder, entry.url));
    expect(file.length).toBeLessThan(1_500_000);
    const network = findNetwork(name);
    if (network === undefined) throw new Error(`${name} is not in the zoo`);
    const match = matchWeights(stateEntries(analyze(network.build(network.defaults))), tensorsOf(file));
    expect(match).toMatchObject({ complete: true, unexpected: [] });
  });

  it('has a card that agrees with itself', () => {
    expect(card.network).toBe(name);
    expect(card.classes).toEqual(CIFAR10_CLASSES);
    expect(card.history).toHaveLength(card.epochs);
    const rows = card.confusion.map((row) => row.reduce((sum, count) => sum + count, 0));
    const right = card.confusion.reduce((sum, row, index) => sum + (row[index] ?? 0), 0);
    expect((100 * right) / rows.reduce((sum, count) => sum + count, 0)).toBeCloseTo(card.accuracy, 2);
    card.perClass.forEach((percent, index) => {
      expect((100 * (card.confusion[index]?.[index] ?? 0)) / (rows[index] ?? 1)).toBeCloseTo(percent, 0);
    });
  });

  it('is what builtInLike offers for itself', () => {
    expect(builtInLike(name)).toBe(entry);
  });
});

it('builtIn stands in the order of the picker, the ResNets first', () => {
  const order = builtIn.map(({ network }) => networks.findIndex(({ id }) => id === network));
  expect(order).toEqual(order.toSorted((a, b) => a - b));
  expect(builtIn[0]?.network).toBe('resnet20_cifar');
});

it('builtInLike(network) offers a trained network whatever is looked at', () => {
  for (const network of ['resnet50', 'wide_resnet50_2', 'vgg16_bn', 'googlenet', 'nin'])
    expect(builtIn).toContain(builtInLike(network));
});
