import type { NetworkEntry } from './NetworkEntry.ts';
import { IMAGENET, IMAGENET_PREPROCESSING } from './presets.ts';
import { buildResNet, type ResNetOptions } from './resnet-graph.ts';

const RESNET_PAPER = 'arXiv 1512.03385';
const WIDE_PAPER = 'arXiv 1605.07146';

/** ResNet and Wide ResNet as torchvision builds them ("v1.5": a bottleneck strides on its 3×3). */
export const resnets: readonly NetworkEntry[] = [
  entry('ResNet-18', { name: 'resnet18', block: 'basic', layers: [2, 2, 2, 2] }, '', 2015, RESNET_PAPER),
  entry('ResNet-34', { name: 'resnet34', block: 'basic', layers: [3, 4, 6, 3] }, '', 2015, RESNET_PAPER),
  entry('ResNet-50', { name: 'resnet50', block: 'bottleneck', layers: [3, 4, 6, 3] }, 'v1.5', 2015, RESNET_PAPER),
  entry('ResNet-101', { name: 'resnet101', block: 'bottleneck', layers: [3, 4, 23, 3] }, 'v1.5', 2015, RESNET_PAPER),
  entry('ResNet-152', { name: 'resnet152', block: 'bottleneck', layers: [3, 8, 36, 3] }, 'v1.5', 2015, RESNET_PAPER),
  entry(
    'Wide ResNet-50-2',
    { name: 'wide_resnet50_2', block: 'bottleneck', layers: [3, 4, 6, 3], widthPerGroup: 128 },
    'twice as wide',
    2016,
    WIDE_PAPER,
  ),
  entry(
    'Wide ResNet-101-2',
    { name: 'wide_resnet101_2', block: 'bottleneck', layers: [3, 4, 23, 3], widthPerGroup: 128 },
    'twice as wide',
    2016,
    WIDE_PAPER,
  ),
  entry(
    'ResNet-50',
    { name: 'resnet50_v1', block: 'bottleneck', layers: [3, 4, 6, 3], strideOn: '1x1' },
    'v1',
    2015,
    RESNET_PAPER,
  ),
];

function entry(title: string, options: ResNetOptions, variant: string, year: number, paper: string): NetworkEntry {
  return {
    id: options.name,
    title,
    family: 'ResNet',
    variant,
    year,
    paper,
    defaults: IMAGENET,
    preprocessing: IMAGENET_PREPROCESSING,
    build: (settings) => buildResNet(options, settings),
  };
}
