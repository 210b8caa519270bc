import { GraphBuilder } from '../engine/GraphBuilder.ts';
import type { Graph } from '../engine/graph.ts';
import { avgPool2d, conv2d, maxPool2d } from '../engine/layers/attr-defaults.ts';
import type { BuildOptions, NetworkEntry } from './NetworkEntry.ts';
import { IMAGENET_PREPROCESSING } from './presets.ts';
import { buildResNet } from './resnet-graph.ts';

const RESNET_PAPER = 'arXiv 1512.03385';

/** ResNets as they are met in articles, each a little different from the paper's. */
export const articles: readonly NetworkEntry[] = [
  entry('resnet34_cifar_head', 'ResNet-34', 'biases, blocks 3-1-6-3', 10, (settings) =>
    buildResNet({ name: 'resnet34_cifar_head', block: 'basic', layers: [3, 1, 6, 3], bias: true }, settings),
  ),
  entry('resnet50_cifar_head', 'ResNet-50', 'biases', 10, (settings) =>
    buildResNet({ name: 'resnet50_cifar_head', block: 'bottleneck', layers: [3, 4, 6, 3], bias: true }, settings),
  ),
  entry('resnet50_plain_conv', 'ResNet-50', 'no BatchNorm, 1×1 on every shortcut', 2, buildPlainConv),
];

function entry(
  id: string,
  title: string,
  variant: string,
  classes: number,
  build: (options: BuildOptions) => Graph,
): NetworkEntry {
  return {
    id,
    title,
    family: 'Articles',
    variant,
    year: 2015,
    paper: RESNET_PAPER,
    defaults: { size: [224, 224], classes },
    preprocessing: IMAGENET_PREPROCESSING,
    build,
  };
}

/**
 * ResNet-50 without BatchNorm: a ReLU after each convolution of a block and none after ⊕; the last block of the first three
 * stages halves the size; every other block has a 1×1 "dimension equaliser" on its shortcut, and the halving blocks own one
 * that never runs.
 */
function buildPlainConv({ size, classes }: BuildOptions): Graph {
  const g = new GraphBuilder({ name: 'resnet50_plain_conv', type: 'ResNet', input: [3, ...size] });
  g.stage('layer_1');
  g.container('layer_1', 'Sequential');
  let x = g.module('Conv2d', 'layer_1.0', g.input, conv2d(64, 7, { stride: 2, padding: 3 }));
  x = g.module('ReLU', 'layer_1.1', x);
  x = g.module('MaxPool2d', 'layer_1.2', x, maxPool2d(3, { stride: 2, padding: 1 }));
  [3, 4, 6, 3].forEach((count, index) => {
    const stage = `layer_${index + 2}`;
    g.stage(stage);
    g.container(stage, 'Sequential');
    for (let position = 0; position < count; position++)
      x = plainBlock(g, x, `${stage}.${position}`, 64 * 2 ** index, index < 3 && position === count - 1);
  });
  g.stage('head');
  x = g.module('AvgPool2d', 'avgpool', x, avgPool2d(7, { stride: 1 }));
  x = g.operation('Flatten', 'flatten', x);
  return g.build(g.module('Linear', 'fc_layer', x, { outFeatures: classes, bias: true }));
}

function plainBlock(g: GraphBuilder, input: string, path: string, planes: number, halves: boolean): string {
  return g.block(path, 'BottleNeck', () => {
    g.container(`${path}.layer`, 'Sequential');
    let x = input;
    for (const [index, attrs] of [
      conv2d(planes, 1, { stride: halves ? 2 : 1 }),
      conv2d(planes, 3, { padding: 1 }),
      conv2d(planes * 4, 1),
    ].entries()) {
      g.container(`${path}.layer.${index}`, 'Sequential');
      x = g.module('Conv2d', `${path}.layer.${index}.0`, x, attrs);
      x = g.module('ReLU', `${path}.layer.${index}.1`, x);
    }
    const equaliser = (): string => g.module('Conv2d', `${path}.dim_equalizer`, input, conv2d(planes * 4, 1));
    const around = halves
      ? g.module('Conv2d', `${path}.downsample`, input, conv2d(planes * 4, 1, { stride: 2 }))
      : equaliser();
    if (halves) g.inactive('unused', equaliser);
    return g.operation('Add', `${path}.add`, [x, around]);
  });
}
