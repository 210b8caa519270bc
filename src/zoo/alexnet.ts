import { GraphBuilder } from '../engine/GraphBuilder.ts';
import type { Graph } from '../engine/graph.ts';
import { conv2d, maxPool2d } from '../engine/layers/attr-defaults.ts';
import type { BuildOptions, NetworkEntry } from './NetworkEntry.ts';
import { IMAGENET, IMAGENET_PREPROCESSING } from './presets.ts';

/** AlexNet in the one-tower form. Source: torchvision/models/alexnet.py 0.14, after arXiv 1404.5997. */
export const alexnet: NetworkEntry = {
  id: 'alexnet',
  title: 'AlexNet',
  family: 'AlexNet',
  variant: '',
  year: 2012,
  paper: 'arXiv 1404.5997',
  defaults: IMAGENET,
  preprocessing: IMAGENET_PREPROCESSING,
  build: buildAlexNet,
};

function buildAlexNet({ size, classes }: BuildOptions): Graph {
  const g = new GraphBuilder({ name: 'alexnet', type: 'AlexNet', input: [3, ...size] });
  g.container('features', 'Sequential');
  g.stage('conv1');
  let x = g.module('Conv2d', 'features.0', g.input, conv2d(64, 11, { stride: 4, padding: 2 }));
  x = g.module('ReLU', 'features.1', x);
  x = g.module('MaxPool2d', 'features.2', x, maxPool2d(3, { stride: 2 }));
  g.stage('conv2');
  x = g.module('Conv2d', 'features.3', x, conv2d(192, 5, { padding: 2 }));
  x = g.module('ReLU', 'features.4', x);
  x = g.module('MaxPool2d', 'features.5', x, maxPool2d(3, { stride: 2 }));
  g.stage('conv3-5');
  for (const [index, channels] of [384, 256, 256].entries()) {
    x = g.module('Conv2d', `features.${6 + index * 2}`, x, conv2d(channels, 3, { padding: 1 }));
    x = g.module('ReLU', `features.${7 + index * 2}`, x);
  }
  x = g.module('MaxPool2d', 'features.12', x, maxPool2d(3, { stride: 2 }));
  g.stage('classifier');
  x = g.module('AdaptiveAvgPool2d', 'avgpool', x, { outputSize: [6, 6] });
  x = g.operation('Flatten', 'flatten', x);
  g.container('classifier', 'Sequential');
  for (const index of [0, 1]) {
    x = g.module('Dropout', `classifier.${index * 3}`, x, { p: 0.5 });
    x = g.module('Linear', `classifier.${index * 3 + 1}`, x, { outFeatures: 4096, bias: true });
    x = g.module('ReLU', `classifier.${index * 3 + 2}`, x);
  }
  return g.build(g.module('Linear', 'classifier.6', x, { outFeatures: classes, bias: true }));
}
