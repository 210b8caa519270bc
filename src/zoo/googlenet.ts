import { GraphBuilder } from '../engine/GraphBuilder.ts';
import type { Graph } from '../engine/graph.ts';
import { maxPool2d } from '../engine/layers/attr-defaults.ts';
import { basicConv2d, type InceptionWidths, inception, inceptionAux } from './blocks/inception.ts';
import type { BuildOptions, NetworkEntry } from './NetworkEntry.ts';
import { IMAGENET, IMAGENET_PREPROCESSING } from './presets.ts';

/** Widths of the nine modules. Source: torchvision/models/googlenet.py 0.14; arXiv 1409.4842 table 1. */
const WIDTHS: Readonly<Record<string, InceptionWidths>> = {
  inception3a: [64, 96, 128, 16, 32, 32],
  inception3b: [128, 128, 192, 32, 96, 64],
  inception4a: [192, 96, 208, 16, 48, 64],
  inception4b: [160, 112, 224, 24, 64, 64],
  inception4c: [128, 128, 256, 24, 64, 64],
  inception4d: [112, 144, 288, 32, 64, 64],
  inception4e: [256, 160, 320, 32, 128, 128],
  inception5a: [256, 160, 320, 32, 128, 128],
  inception5b: [384, 192, 384, 48, 128, 128],
};

/** GoogLeNet as it infers, and with the two heads that help its training. */
export const googlenets: readonly NetworkEntry[] = [
  entry('googlenet', '', false),
  entry('googlenet_aux', 'auxiliary heads', true),
];

function entry(id: string, variant: string, heads: boolean): NetworkEntry {
  return {
    id,
    title: 'GoogLeNet',
    family: 'GoogLeNet',
    variant,
    year: 2014,
    paper: 'arXiv 1409.4842',
    defaults: IMAGENET,
    preprocessing: IMAGENET_PREPROCESSING,
    build: (settings) => buildGoogLeNet(id, heads, settings),
  };
}

function buildGoogLeNet(name: string, heads: boolean, { size, classes }: BuildOptions): Graph {
  const g = new GraphBuilder({ name, type: 'GoogLeNet', input: [3, ...size] });
  const pool = (path: string, input: string, kernel: number): string =>
    g.module('MaxPool2d', path, input, maxPool2d(kernel, { stride: 2, ceilMode: true }));
  const modules = (letters: string, stage: number, input: string): string =>
    [...letters].reduce((x, letter) => {
      const path = `inception${stage}${letter}`;
      const output = inception(g, path, x, WIDTHS[path] ?? [0, 0, 0, 0, 0, 0]);
      if (heads && path === 'inception4a') inceptionAux(g, 'aux1', output, classes);
      if (heads && path === 'inception4d') inceptionAux(g, 'aux2', output, classes);
      return output;
    }, input);
  g.stage('stem');
  let x = basicConv2d(g, 'conv1', g.input, 64, 7, { stride: 2, padding: 3 });
  x = pool('maxpool1', x, 3);
  x = basicConv2d(g, 'conv2', x, 64, 1);
  x = basicConv2d(g, 'conv3', x, 192, 3, { padding: 1 });
  x = pool('maxpool2', x, 3);
  g.stage('inception3');
  x = pool('maxpool3', modules('ab', 3, x), 3);
  g.stage('inception4');
  x = pool('maxpool4', modules('abcde', 4, x), 2);
  g.stage('inception5');
  x = modules('ab', 5, x);
  g.stage('head');
  x = g.module('AdaptiveAvgPool2d', 'avgpool', x, { outputSize: [1, 1] });
  x = g.operation('Flatten', 'flatten', x);
  x = g.module('Dropout', 'dropout', x, { p: 0.2 });
  return g.build(g.module('Linear', 'fc', x, { outFeatures: classes, bias: true }));
}
