import { GraphBuilder } from '../engine/GraphBuilder.ts';
import type { Graph } from '../engine/graph.ts';
import { conv2d, maxPool2d } from '../engine/layers/attr-defaults.ts';
import { cifarStem } from './blocks/cifar.ts';
import { averageHead } from './blocks/head.ts';
import { BATCH_NORM, bottleneck } from './blocks/residual.ts';
import type { BuildOptions, NetworkEntry } from './NetworkEntry.ts';
import { CIFAR_PREPROCESSING, CIFAR10 } from './presets.ts';

/** Small members of the other families for 32×32 pictures, trained by `scripts/train`. Names as in torchvision. */
export const cifarSmall: readonly NetworkEntry[] = [
  entry('resnext20_cifar', 'ResNeXt-20', '8 groups', 2016, 'arXiv 1611.05431', buildResNext),
  entry('vgg_cifar', 'VGG, slim', 'BatchNorm', 2014, 'arXiv 1409.1556', buildVgg),
  entry('alexnet_cifar', 'AlexNet, slim', '', 2012, 'arXiv 1404.5997', buildAlexNet),
];

function entry(
  id: string,
  title: string,
  variant: string,
  year: number,
  paper: string,
  build: (name: string, options: BuildOptions) => Graph,
): NetworkEntry {
  return {
    id,
    title,
    family: 'CIFAR',
    variant,
    year,
    paper,
    defaults: CIFAR10,
    preprocessing: CIFAR_PREPROCESSING,
    build: (options) => build(id, options),
  };
}

/** Six bottlenecks with 3×3 convolutions in 8 groups; widths 32, 64, 128 inside, 64, 128, 256 outside. */
function buildResNext(name: string, { size, classes }: BuildOptions): Graph {
  const g = new GraphBuilder({ name, type: 'ResNet', input: [3, ...size] });
  let x = cifarStem(g, 32);
  for (const index of [1, 2, 3]) {
    g.stage(`layer${index}`);
    g.container(`layer${index}`, 'Sequential');
    for (const position of [0, 1])
      x = bottleneck(g, x, {
        path: `layer${index}.${position}`,
        planes: 8 * 2 ** index,
        stride: index > 1 && position === 0 ? 2 : 1,
        project: position === 0,
        groups: 8,
        widthPerGroup: 16,
      });
  }
  return g.build(averageHead(g, x, classes));
}

/** Three stages of two 3×3 convolutions with 32, 64 and 128 channels, then two linear layers. */
function buildVgg(name: string, { size, classes }: BuildOptions): Graph {
  const g = new GraphBuilder({ name, type: 'VGG', input: [3, ...size] });
  g.container('features', 'Sequential');
  let x = g.input;
  let position = 0;
  const next = (): string => `features.${position++}`;
  for (const [index, channels] of [32, 64, 128].entries()) {
    g.stage(`conv${index + 1}`);
    for (let repeat = 0; repeat < 2; repeat++) {
      x = g.module('Conv2d', next(), x, conv2d(channels, 3, { padding: 1, bias: false }));
      x = g.module('BatchNorm2d', next(), x, BATCH_NORM);
      x = g.module('ReLU', next(), x);
    }
    x = g.module('MaxPool2d', next(), x, maxPool2d(2));
  }
  g.stage('classifier');
  x = g.module('AdaptiveAvgPool2d', 'avgpool', x, { outputSize: [2, 2] });
  x = g.operation('Flatten', 'flatten', x);
  g.container('classifier', 'Sequential');
  x = g.module('Linear', 'classifier.0', x, { outFeatures: 128, bias: true });
  x = g.module('ReLU', 'classifier.1', x);
  x = g.module('Dropout', 'classifier.2', x, { p: 0.5 });
  return g.build(g.module('Linear', 'classifier.3', x, { outFeatures: classes, bias: true }));
}

/** AlexNet's five convolutions and three linear layers, narrow, with a stem that does not stride. */
function buildAlexNet(name: string, { size, classes }: BuildOptions): Graph {
  const g = new GraphBuilder({ name, type: 'AlexNet', input: [3, ...size] });
  g.container('features', 'Sequential');
  g.stage('conv1');
  let x = g.module('Conv2d', 'features.0', g.input, conv2d(32, 5, { padding: 2 }));
  x = g.module('ReLU', 'features.1', x);
  x = g.module('MaxPool2d', 'features.2', x, maxPool2d(3, { stride: 2 }));
  g.stage('conv2');
  x = g.module('Conv2d', 'features.3', x, conv2d(64, 5, { padding: 2 }));
  x = g.module('ReLU', 'features.4', x);
  x = g.module('MaxPool2d', 'features.5', x, maxPool2d(3, { stride: 2 }));
  g.stage('conv3-5');
  for (const [index, channels] of [96, 96, 64].entries()) {
    x = g.module('Conv2d', `features.${6 + index * 2}`, x, conv2d(channels, 3, { padding: 1 }));
    x = g.module('ReLU', `features.${7 + index * 2}`, x);
  }
  x = g.module('MaxPool2d', 'features.12', x, maxPool2d(3, { stride: 2 }));
  g.stage('classifier');
  x = g.module('AdaptiveAvgPool2d', 'avgpool', x, { outputSize: [3, 3] });
  x = g.operation('Flatten', 'flatten', x);
  g.container('classifier', 'Sequential');
  for (const index of [0, 1]) {
    x = g.module('Dropout', `classifier.${index * 3}`, x, { p: 0.5 });
    x = g.module('Linear', `classifier.${index * 3 + 1}`, x, { outFeatures: 256, bias: true });
    x = g.module('ReLU', `classifier.${index * 3 + 2}`, x);
  }
  return g.build(g.module('Linear', 'classifier.6', x, { outFeatures: classes, bias: true }));
}
