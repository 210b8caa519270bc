import { GraphBuilder } from '../engine/GraphBuilder.ts';
import type { Graph } from '../engine/graph.ts';
import { conv2d, maxPool2d } from '../engine/layers/attr-defaults.ts';
import type { BuildOptions, NetworkEntry } from './NetworkEntry.ts';
import { IMAGENET, IMAGENET_PREPROCESSING } from './presets.ts';

/** Network in Network for ImageNet: convolution followed by two 1×1 ("mlpconv"), global average pooling instead of linear layers. */
export const nin: NetworkEntry = {
  id: 'nin',
  title: 'Network in Network',
  family: 'Articles',
  variant: '',
  year: 2013,
  paper: 'arXiv 1312.4400',
  defaults: IMAGENET,
  preprocessing: IMAGENET_PREPROCESSING,
  build: buildNin,
};

/** Names and sizes of the authors' Caffe model (`nin_imagenet`); `cccp` is its cascaded cross-channel parametric pooling, a 1×1. */
function buildNin({ size, classes }: BuildOptions): Graph {
  const g = new GraphBuilder({ name: 'nin', type: 'NIN', input: [3, ...size] });
  let x = g.input;
  const stages = [
    { channels: 96, attrs: conv2d(96, 11, { stride: 4 }) },
    { channels: 256, attrs: conv2d(256, 5, { padding: 2 }) },
    { channels: 384, attrs: conv2d(384, 3, { padding: 1 }) },
    { channels: 1024, attrs: conv2d(1024, 3, { padding: 1 }) },
  ];
  stages.forEach(({ channels, attrs }, index) => {
    g.stage(`mlpconv${index + 1}`);
    if (index === 3) x = g.module('Dropout', 'drop', x, { p: 0.5 });
    x = g.group(`mlpconv${index + 1}`, 'mlpconv', () => {
      const last = index === 3 ? classes : channels;
      const widths = [attrs, conv2d(channels, 1), conv2d(last, 1)];
      const names = [`conv${index + 1}`, `cccp${index * 2 + 1}`, `cccp${index * 2 + 2}`];
      return names.reduce((input, name, position) => {
        const output = g.module('Conv2d', name, input, widths[position] ?? attrs);
        return g.operation('ReLU', `${name}.relu`, output);
      }, x);
    });
    if (index < 3) x = g.module('MaxPool2d', `pool${index + 1}`, x, maxPool2d(3, { stride: 2, ceilMode: true }));
  });
  g.stage('head');
  x = g.module('AdaptiveAvgPool2d', 'pool4', x, { outputSize: [1, 1] });
  return g.build(g.operation('Flatten', 'flatten', x));
}
