import type { NetworkEntry } from './NetworkEntry.ts';
import { IMAGENET, IMAGENET_PREPROCESSING } from './presets.ts';
import { buildResNet } from './resnet-graph.ts';

/** ResNeXt as torchvision builds it: a ResNet whose 3×3 convolutions are grouped. */
export const resnexts: readonly NetworkEntry[] = [
  entry('resnext50_32x4d', 'ResNeXt-50', [3, 4, 6, 3], 32, 4),
  entry('resnext101_32x8d', 'ResNeXt-101', [3, 4, 23, 3], 32, 8),
  entry('resnext101_64x4d', 'ResNeXt-101', [3, 4, 23, 3], 64, 4),
];

function entry(
  id: string,
  title: string,
  layers: readonly [number, number, number, number],
  groups: number,
  widthPerGroup: number,
): NetworkEntry {
  return {
    id,
    title,
    family: 'ResNeXt',
    variant: `${groups}×${widthPerGroup}d`,
    year: 2016,
    paper: 'arXiv 1611.05431',
    defaults: IMAGENET,
    preprocessing: IMAGENET_PREPROCESSING,
    build: (settings) => buildResNet({ name: id, block: 'bottleneck', layers, groups, widthPerGroup }, settings),
  };
}
