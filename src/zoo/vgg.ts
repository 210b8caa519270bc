import { GraphBuilder } from '../engine/GraphBuilder.ts';
import type { Graph } from '../engine/graph.ts';
import { conv2d, maxPool2d } from '../engine/layers/attr-defaults.ts';
import { BATCH_NORM } from './blocks/residual.ts';
import type { BuildOptions, NetworkEntry } from './NetworkEntry.ts';
import { IMAGENET, IMAGENET_PREPROCESSING } from './presets.ts';

/** Convolutions before each of the five pools; their channels are 64, 128, 256, 512, 512. */
const DEPTHS = {
  vgg11: [1, 1, 2, 2, 2],
  vgg13: [2, 2, 2, 2, 2],
  vgg16: [2, 2, 3, 3, 3],
  vgg19: [2, 2, 4, 4, 4],
} as const;

const CHANNELS = [64, 128, 256, 512, 512] as const;

/** VGG with and without BatchNorm. Source: torchvision/models/vgg.py 0.14. */
export const vggs: readonly NetworkEntry[] = Object.entries(DEPTHS).flatMap(([name, depths]) => [
  entry(name, depths, false),
  entry(`${name}_bn`, depths, true),
]);

function entry(id: string, depths: readonly number[], batchNorm: boolean): NetworkEntry {
  return {
    id,
    title: id.replace('vgg', 'VGG-').replace('_bn', ''),
    family: 'VGG',
    variant: batchNorm ? 'BatchNorm' : '',
    year: 2014,
    paper: 'arXiv 1409.1556',
    defaults: IMAGENET,
    preprocessing: IMAGENET_PREPROCESSING,
    build: (settings) => buildVgg(id, depths, batchNorm, settings),
  };
}

function buildVgg(name: string, depths: readonly number[], batchNorm: boolean, { size, classes }: BuildOptions): Graph {
  const g = new GraphBuilder({ name, type: 'VGG', input: [3, ...size] });
  g.container('features', 'Sequential');
  let x = g.input;
  let position = 0;
  const next = (): string => `features.${position++}`;
  depths.forEach((count, index) => {
    g.stage(`conv${index + 1}`);
    for (let repeat = 0; repeat < count; repeat++) {
      x = g.module('Conv2d', next(), x, conv2d(CHANNELS[index] ?? 512, 3, { padding: 1 }));
      if (batchNorm) x = g.module('BatchNorm2d', next(), x, BATCH_NORM);
      x = g.module('ReLU', next(), x);
    }
    x = g.module('MaxPool2d', next(), x, maxPool2d(2));
  });
  g.stage('classifier');
  x = g.module('AdaptiveAvgPool2d', 'avgpool', x, { outputSize: [7, 7] });
  x = g.operation('Flatten', 'flatten', x);
  g.container('classifier', 'Sequential');
  for (const [index, features] of [4096, 4096].entries()) {
    x = g.module('Linear', `classifier.${index * 3}`, x, { outFeatures: features, bias: true });
    x = g.module('ReLU', `classifier.${index * 3 + 1}`, x);
    x = g.module('Dropout', `classifier.${index * 3 + 2}`, x, { p: 0.5 });
  }
  return g.build(g.module('Linear', 'classifier.6', x, { outFeatures: classes, bias: true }));
}
