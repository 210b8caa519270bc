import { GraphBuilder } from '../engine/GraphBuilder.ts';
import type { Graph } from '../engine/graph.ts';
import { conv2d, maxPool2d } from '../engine/layers/attr-defaults.ts';
import type { BuildOptions, NetworkEntry } from './NetworkEntry.ts';
import { IMAGENET_PREPROCESSING } from './presets.ts';

/** Keras's own epsilon of BatchNormalization, and the one of keras.applications.resnet. */
const KERAS_BATCH_NORM = { eps: 1e-3 } as const;
const RESNET_BATCH_NORM = { eps: 1.001e-5 } as const;

/** Networks as Keras builds and counts them: BatchNorm's statistics are parameters that are not trained. */
export const kerasNetworks: readonly NetworkEntry[] = [
  entry('resnet50_keras', 'ResNet-50', 'Keras: v1 with biases', 2015, 'arXiv 1512.03385', 224, buildResNet50),
  entry('vgg16_keras', 'VGG-16', 'Keras names', 2014, 'arXiv 1409.1556', 224, buildVgg16),
  entry('alexnet_keras', 'AlexNet', 'Keras, BatchNorm', 2012, 'doi 10.1145/3065386', 227, buildAlexNet),
];

function entry(
  id: string,
  title: string,
  variant: string,
  year: number,
  paper: string,
  side: number,
  build: (options: BuildOptions) => Graph,
): NetworkEntry {
  const defaults = { size: [side, side], classes: 1000 } as const;
  return { id, title, family: 'Keras', variant, year, paper, defaults, preprocessing: IMAGENET_PREPROCESSING, build };
}

/** Source: keras.applications.resnet.ResNet50. */
function buildResNet50({ size, classes }: BuildOptions): Graph {
  const g = new GraphBuilder({ name: 'resnet50_keras', type: 'Functional', input: [3, ...size], framework: 'keras' });
  g.stage('conv1');
  let x = g.module('ZeroPad2d', 'conv1_pad', g.input, { padding: [3, 3, 3, 3] });
  x = g.module('Conv2d', 'conv1_conv', x, conv2d(64, 7, { stride: 2, padding: 'valid' }));
  x = g.module('BatchNorm2d', 'conv1_bn', x, RESNET_BATCH_NORM);
  x = g.module('ReLU', 'conv1_relu', x);
  x = g.module('ZeroPad2d', 'pool1_pad', x, { padding: [1, 1, 1, 1] });
  x = g.module('MaxPool2d', 'pool1_pool', x, maxPool2d(3, { stride: 2, padding: 'valid' }));
  [3, 4, 6, 3].forEach((count, index) => {
    g.stage(`conv${index + 2}`);
    for (let position = 0; position < count; position++) {
      const stride = index > 0 && position === 0 ? 2 : 1;
      x = kerasBlock(g, x, `conv${index + 2}_block${position + 1}`, 64 * 2 ** index, stride, position === 0);
    }
  });
  g.stage('head');
  x = g.module('AdaptiveAvgPool2d', 'avg_pool', x, { outputSize: [1, 1] });
  x = g.operation('Flatten', 'flatten', x);
  x = g.module('Linear', 'predictions', x, { outFeatures: classes, bias: true });
  return g.build(x);
}

function kerasBlock(
  g: GraphBuilder,
  input: string,
  name: string,
  filters: number,
  stride: number,
  project: boolean,
): string {
  return g.group(name, 'Bottleneck', () => {
    let around = input;
    if (project) {
      around = g.module('Conv2d', `${name}_0_conv`, input, conv2d(4 * filters, 1, { stride, padding: 'valid' }));
      around = g.module('BatchNorm2d', `${name}_0_bn`, around, RESNET_BATCH_NORM);
    }
    let x = g.module('Conv2d', `${name}_1_conv`, input, conv2d(filters, 1, { stride, padding: 'valid' }));
    x = g.module('BatchNorm2d', `${name}_1_bn`, x, RESNET_BATCH_NORM);
    x = g.module('ReLU', `${name}_1_relu`, x);
    x = g.module('Conv2d', `${name}_2_conv`, x, conv2d(filters, 3, { padding: 'same' }));
    x = g.module('BatchNorm2d', `${name}_2_bn`, x, RESNET_BATCH_NORM);
    x = g.module('ReLU', `${name}_2_relu`, x);
    x = g.module('Conv2d', `${name}_3_conv`, x, conv2d(4 * filters, 1, { padding: 'valid' }));
    x = g.module('BatchNorm2d', `${name}_3_bn`, x, RESNET_BATCH_NORM);
    x = g.module('Add', `${name}_add`, [around, x]);
    return g.module('ReLU', `${name}_out`, x);
  });
}

/** Source: keras.applications.vgg16.VGG16. Activations belong to the layers, so they are operations here. */
function buildVgg16({ size, classes }: BuildOptions): Graph {
  const g = new GraphBuilder({ name: 'vgg16_keras', type: 'Functional', input: [3, ...size], framework: 'keras' });
  let x = g.input;
  [2, 2, 3, 3, 3].forEach((count, index) => {
    const stage = `block${index + 1}`;
    g.stage(stage);
    for (let position = 1; position <= count; position++) {
      const name = `${stage}_conv${position}`;
      x = g.module('Conv2d', name, x, conv2d(Math.min(64 * 2 ** index, 512), 3, { padding: 'same' }));
      x = g.operation('ReLU', `${name}.relu`, x);
    }
    x = g.module('MaxPool2d', `${stage}_pool`, x, maxPool2d(2, { padding: 'valid' }));
  });
  g.stage('classifier');
  x = g.module('Flatten', 'flatten', x);
  for (const name of ['fc1', 'fc2']) {
    x = g.module('Linear', name, x, { outFeatures: 4096, bias: true });
    x = g.operation('ReLU', `${name}.relu`, x);
  }
  return g.build(g.module('Linear', 'predictions', x, { outFeatures: classes, bias: true }));
}

/** AlexNet as Keras courses write it: one tower, BatchNormalization after each pool, the last pool 'same'. */
function buildAlexNet({ size, classes }: BuildOptions): Graph {
  const g = new GraphBuilder({ name: 'alexnet_keras', type: 'Sequential', input: [3, ...size], framework: 'keras' });
  let x = g.input;
  const conv = (
    name: string,
    channels: number,
    kernel: number,
    options: { readonly stride?: number; readonly padding: 'same' | 'valid' },
  ): void => {
    x = g.module('Conv2d', name, x, conv2d(channels, kernel, options));
    x = g.operation('ReLU', `${name}.relu`, x);
  };
  const pool = (index: number, padding: 'same' | 'valid'): void => {
    const suffix = index === 0 ? '' : `_${index}`;
    x = g.module('MaxPool2d', `max_pooling2d${suffix}`, x, maxPool2d(3, { stride: 2, padding }));
    x = g.module('BatchNorm2d', `batch_normalization${suffix}`, x, KERAS_BATCH_NORM);
  };
  g.stage('conv1');
  conv('conv2d', 96, 11, { stride: 4, padding: 'valid' });
  pool(0, 'valid');
  g.stage('conv2');
  conv('conv2d_1', 256, 5, { padding: 'same' });
  pool(1, 'valid');
  g.stage('conv3-5');
  conv('conv2d_2', 384, 3, { padding: 'same' });
  conv('conv2d_3', 384, 3, { padding: 'same' });
  conv('conv2d_4', 256, 3, { padding: 'same' });
  pool(2, 'same');
  g.stage('classifier');
  x = g.module('Flatten', 'flatten', x);
  for (const suffix of ['', '_1']) {
    x = g.module('Linear', `dense${suffix}`, x, { outFeatures: 4096, bias: true });
    x = g.operation('ReLU', `dense${suffix}.relu`, x);
    x = g.module('Dropout', `dropout${suffix}`, x, { p: 0.5 });
  }
  return g.build(g.module('Linear', 'dense_2', x, { outFeatures: classes, bias: true }));
}
