import { findNetwork } from './index.ts';
import type { Preprocessing } from './NetworkEntry.ts';
import { IMAGENET_PREPROCESSING } from './presets.ts';

/** Terms under which a weights file may be used. */
export interface Licence {
  readonly name: string;
  readonly url: string;
  /** Must be shown and agreed to before the download. */
  readonly nonCommercial: boolean;
}

/** A weights file that is known for a network. */
export interface CatalogueEntry {
  readonly id: string;
  readonly network: string;
  /** Message id under `title.` of the run texts. */
  readonly title: 'trainedHere' | 'quantised' | 'quantisedSsl' | 'torchvisionV1' | 'torchvisionV2';
  /** Address; relative to the app for what is shipped with it. */
  readonly url: string;
  /** `built-in`: shipped with the app. `download`: fetched by the app. `link`: the server lets no page fetch it, so the user does. */
  readonly kind: 'built-in' | 'download' | 'link';
  /** Size in bytes, as exactly as it is known; `exact` says whether it is checked. */
  readonly bytes: number;
  readonly exact: boolean;
  /** Digest, hexadecimal, or its beginning, where it is known. */
  readonly sha256?: string;
  /** Share of test pictures that are classified rightly, in percent. */
  readonly accuracy: number;
  /** What the accuracy was measured on. */
  readonly data: 'ImageNet' | 'CIFAR-10';
  readonly licence: Licence;
  readonly source: string;
  readonly classes: number;
  readonly preprocessing: Preprocessing;
}

const MIB = 2 ** 20;

const BSD: Licence = {
  name: 'BSD-3-Clause',
  url: 'https://github.com/pytorch/vision/blob/main/LICENSE',
  nonCommercial: false,
};

const UBER: Licence = {
  name: 'Uber Non-Commercial License',
  url: 'https://github.com/uber-research/permute-quantize-finetune/blob/53a30bade862769f4f0523e38c4ee1333a2e48b1/LICENSE',
  nonCommercial: true,
};

/** Preprocessing of torchvision's second weights: the same crop of a smaller picture. */
const V2_PREPROCESSING: Preprocessing = { ...IMAGENET_PREPROCESSING, resize: 232 };

/** GoogLeNet's weights were trained on pictures scaled to −1…1; torchvision turns its usual input into that. */
const GOOGLENET_PREPROCESSING: Preprocessing = { resize: 256, mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] };

/**
 * Product-quantised networks: 1,000 classes in a few megabytes. Sizes and accuracies from the authors' table; the first file's digest is
 * that of the file itself.
 */
const quantised: readonly CatalogueEntry[] = [
  quantisedEntry(
    'resnet18',
    'resnet18.pth',
    'quantised',
    66.74,
    1_707_918,
    '6b9fc5f66a841ee372a47570a5040ac5616359d374a2fe30d78b6626b0a52fe4',
  ),
  quantisedEntry('resnet50', 'resnet50.pth', 'quantised', 75.04, Math.round(5.09 * MIB)),
  quantisedEntry('resnet50', 'resnet50_ssl.pth', 'quantisedSsl', 77.19, Math.round(5.09 * MIB)),
];

/** Network, accuracy of its first and second weights, MiB. Source: torchvision 0.29, `_meta`. */
const TIMM: readonly (readonly [network: string, v1: number | null, v2: number | null, mebibytes: number])[] = [
  ['resnet18', 69.758, null, 44.661],
  ['resnet34', 73.314, null, 83.275],
  ['resnet50', 76.13, 80.858, 97.781],
  ['resnet101', 77.374, 81.886, 170.511],
  ['resnet152', 78.312, 82.284, 230.434],
  ['wide_resnet50_2', 78.468, 81.602, 263.124],
  ['wide_resnet101_2', 78.848, 82.51, 484.747],
  ['resnext50_32x4d', 77.618, 81.198, 95.789],
  ['resnext101_32x8d', 79.312, 82.834, 339.586],
  ['vgg11', 69.02, null, 506.84],
  ['vgg13', 69.928, null, 507.545],
  ['vgg16', 71.592, null, 527.796],
  ['vgg19', 72.376, null, 548.051],
  ['vgg11_bn', 70.37, null, 506.881],
  ['vgg13_bn', 71.586, null, 507.59],
  ['vgg16_bn', 73.36, null, 527.866],
  ['vgg19_bn', 74.218, null, 548.143],
];

/** The digests that are known of timm's files. */
const TIMM_DIGESTS: Readonly<Record<string, string>> = {
  'resnext50_32x4d.tv_in1k': 'c0d85cba49c0e9dedbcf6d4e572e2c5ea5eb68e9d64d0564811fd54d4f72939a',
};

const timm: readonly CatalogueEntry[] = [
  ...TIMM.flatMap(([network, v1, v2, mebibytes]) => [
    ...(v1 === null ? [] : [timmEntry(network, 'tv_in1k', 'torchvisionV1', v1, mebibytes, IMAGENET_PREPROCESSING)]),
    ...(v2 === null ? [] : [timmEntry(network, 'tv2_in1k', 'torchvisionV2', v2, mebibytes, V2_PREPROCESSING)]),
  ]),
  timmEntry('resnext101_64x4d', 'tv_in1k', 'torchvisionV1', 83.246, 319.318, V2_PREPROCESSING),
];

/** Files of download.pytorch.org, which lets no page fetch them: the user downloads and drops them. The name carries the digest's beginning. */
const links: readonly CatalogueEntry[] = [
  linkEntry('alexnet', 'alexnet-owt-7be5be79.pth', '7be5be79', 56.522, 233.087, IMAGENET_PREPROCESSING),
  linkEntry('googlenet', 'googlenet-1378be20.pth', '1378be20', 69.778, 49.731, GOOGLENET_PREPROCESSING),
];

/** Every weights file that is known. Add yours here. */
export const catalogue: readonly CatalogueEntry[] = [...quantised, ...timm, ...links];

/** The smallest download for a network, else for one of its family, else of all. */
export function smallestLike(network: string): CatalogueEntry | undefined {
  const family = findNetwork(network)?.family;
  const downloads = catalogue
    .filter(({ kind }) => kind === 'download')
    .toSorted((a, b) => a.bytes - b.bytes || b.accuracy - a.accuracy);
  return (
    downloads.find((entry) => entry.network === network) ??
    downloads.find((entry) => findNetwork(entry.network)?.family === family) ??
    downloads[0]
  );
}

function quantisedEntry(
  network: string,
  file: string,
  title: CatalogueEntry['title'],
  accuracy: number,
  bytes: number,
  sha256?: string,
): CatalogueEntry {
  return {
    id: `pqf/${file}`,
    network,
    title,
    url: `https://raw.githubusercontent.com/uber-research/permute-quantize-finetune/53a30bade862769f4f0523e38c4ee1333a2e48b1/compressed_models/${file}`,
    kind: 'download',
    bytes,
    exact: sha256 !== undefined,
    ...(sha256 !== undefined && { sha256 }),
    accuracy,
    data: 'ImageNet',
    licence: UBER,
    source: 'uber-research/permute-quantize-finetune',
    classes: 1000,
    preprocessing: IMAGENET_PREPROCESSING,
  };
}

function timmEntry(
  network: string,
  tag: string,
  title: CatalogueEntry['title'],
  accuracy: number,
  mebibytes: number,
  preprocessing: Preprocessing,
): CatalogueEntry {
  const name = `${network}.${tag}`;
  const sha256 = TIMM_DIGESTS[name];
  return {
    id: `timm/${name}`,
    network,
    title,
    url: `https://huggingface.co/timm/${name}/resolve/main/model.safetensors`,
    kind: 'download',
    bytes: Math.round(mebibytes * MIB),
    exact: false,
    ...(sha256 !== undefined && { sha256 }),
    accuracy,
    data: 'ImageNet',
    licence: BSD,
    source: `huggingface.co/timm/${name}`,
    classes: 1000,
    preprocessing,
  };
}

function linkEntry(
  network: string,
  file: string,
  sha256: string,
  accuracy: number,
  mebibytes: number,
  preprocessing: Preprocessing,
): CatalogueEntry {
  return {
    id: `torchvision/${file}`,
    network,
    title: 'torchvisionV1',
    url: `https://download.pytorch.org/models/${file}`,
    kind: 'link',
    bytes: Math.round(mebibytes * MIB),
    exact: false,
    sha256,
    accuracy,
    data: 'ImageNet',
    licence: BSD,
    source: 'download.pytorch.org',
    classes: 1000,
    preprocessing,
  };
}
