import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findNetwork, networks } from './index.ts';
import { smallestSide } from './smallest-side.ts';
import { type CatalogueEntry, catalogue, smallestLike } from './weights.ts';

const META = '../shared/labels/torchvision_weights_meta.json';
const hasMeta = existsSync(META);
if (!hasMeta)
  console.log("skipped: ../shared/labels is not here; the catalogue is not compared with torchvision's table");

/** One row of torchvision's own table of weights. */
interface Meta {
  readonly model: string;
  readonly weights: 'IMAGENET1K_V1' | 'IMAGENET1K_V2' | 'IMAGENET1K_FEATURES';
  readonly url: string;
  readonly file_size_MB: number;
  readonly min_size: readonly [number, number];
  readonly acc: { readonly 'acc@1': number };
  readonly crop: readonly [number];
  readonly resize: readonly [number];
  readonly mean: readonly number[];
  readonly std: readonly number[];
}

const table = (hasMeta ? (JSON.parse(readFileSync(META, 'utf8').replaceAll('NaN', 'null')) as Meta[]) : []).filter(
  // The third kind is VGG-16 without a classifier, for other tasks.
  ({ model, weights }) => findNetwork(model) && weights !== 'IMAGENET1K_FEATURES',
);

describe.each(catalogue.map((entry) => [entry.id, entry] as const))('%s', (id, entry) => {
  it('belongs to a network, says where it is from, how long it is and under what terms, and stands once', () => {
    expect(networks.map((network) => network.id)).toContain(entry.network);
    expect(entry.url).toMatch(/^https:\/\//);
    expect(Number.isSafeInteger(entry.bytes) && entry.bytes > 0).toBe(true);
    expect(entry.sha256 ?? '').toMatch(/^([0-9a-f]{8}|[0-9a-f]{64})?$/);
    expect(entry.licence.url).toMatch(/^https:\/\//);
    expect(entry.licence.nonCommercial).toBe(entry.source.startsWith('uber-research'));
    expect(entry.accuracy > 0 && entry.accuracy < 100).toBe(true);
    expect(catalogue.filter((other) => other.id === id)).toHaveLength(1);
  });
});

describe.skipIf(!hasMeta)("torchvision's table of weights", () => {
  it.each(table.map((row) => [`${row.model} ${row.weights}`, row] as const))('%s', (_name, row) => {
    const entry = entryOf(row);
    expect(entry?.accuracy).toBe(row.acc['acc@1']);
    // Second weights and timm's copies are a few kilobytes longer or shorter, which the catalogue says by `exact`.
    expect((entry?.bytes ?? 0) / (row.file_size_MB * 2 ** 20)).toBeCloseTo(1, 3);
    expect(entry?.exact).toBe(false);
    expect(entry?.preprocessing.resize).toBe(row.resize[0]);
    if (entry?.kind === 'link') expect(entry.url).toBe(row.url);
    // GoogLeNet's file was trained on pictures scaled to −1…1, into which torchvision turns these.
    if (row.model !== 'googlenet')
      expect([entry?.preprocessing.mean, entry?.preprocessing.std]).toEqual([row.mean, row.std]);
  });

  it.each(table.map((row) => [row.model, row] as const))('%s takes pictures from its min_size on', (_name, row) => {
    const network = findNetwork(row.model);
    expect(network && smallestSide(network, 1000)).toBe(row.min_size[0]);
  });
});

/** The entry with torchvision's weights: `tv_in1k` are timm's copies of its first ones, `tv2_in1k` of its second. */
function entryOf({ model, weights }: Meta): CatalogueEntry | undefined {
  const tag = weights === 'IMAGENET1K_V1' ? 'tv_in1k' : 'tv2_in1k';
  return catalogue.find(
    ({ id, network, kind }) => network === model && (id === `timm/${model}.${tag}` || kind === 'link'),
  );
}

describe('smallestLike', () => {
  it.each([
    ['resnet18', 'pqf/resnet18.pth'],
    ['vgg16', 'timm/vgg16.tv_in1k'],
    ['resnet50_v1', 'pqf/resnet18.pth'],
    ['nowhere', 'pqf/resnet18.pth'],
  ])('of %s is %s', (network, id) => {
    expect(smallestLike(network)?.id).toBe(id);
  });
});
