import { GraphBuilder } from '../engine/GraphBuilder.ts';
import type { Graph } from '../engine/graph.ts';
import { conv2d } from '../engine/layers/attr-defaults.ts';
import { averageHead } from './blocks/head.ts';
import { BATCH_NORM } from './blocks/residual.ts';
import type { BuildOptions, NetworkEntry } from './NetworkEntry.ts';
import { CIFAR_PREPROCESSING } from './presets.ts';

const CARDINALITY = 32;

/**
 * ResNeXt for CIFAR-100 as it is met in articles: 3×3 stem without pooling, 32 groups of 4·out/64 channels, and the first 1×1
 * grouped too. Module paths as in weiaicunzai/pytorch-cifar100.
 */
export const resnextCifars: readonly NetworkEntry[] = [
  entry('resnext50_cifar', 'ResNeXt-50', [3, 4, 6, 3]),
  entry('resnext101_cifar', 'ResNeXt-101', [3, 4, 23, 3]),
  entry('resnext152_cifar', 'ResNeXt-152', [3, 4, 36, 3]),
];

function entry(id: string, title: string, depths: readonly number[]): NetworkEntry {
  return {
    id,
    title,
    family: 'Articles',
    variant: 'CIFAR-100, 1×1 grouped',
    year: 2016,
    paper: 'arXiv 1611.05431',
    defaults: { size: [32, 32], classes: 100 },
    preprocessing: CIFAR_PREPROCESSING,
    build: (settings) => build(id, depths, settings),
  };
}

function build(name: string, depths: readonly number[], { size, classes }: BuildOptions): Graph {
  const g = new GraphBuilder({ name, type: 'ResNext', input: [3, ...size] });
  g.stage('stem');
  g.container('conv1', 'Sequential');
  let x = g.module('Conv2d', 'conv1.0', g.input, conv2d(64, 3, { padding: 1, bias: false }));
  x = g.module('BatchNorm2d', 'conv1.1', x, BATCH_NORM);
  x = g.module('ReLU', 'conv1.2', x);
  let channels = 64;
  depths.forEach((count, index) => {
    const planes = 64 * 2 ** index;
    g.stage(`conv${index + 2}`);
    g.container(`conv${index + 2}`, 'Sequential');
    for (let position = 0; position < count; position++) {
      const stride = index > 0 && position === 0 ? 2 : 1;
      x = block(g, x, `conv${index + 2}.${position}`, planes, stride, stride !== 1 || channels !== planes * 4);
      channels = planes * 4;
    }
  });
  return g.build(averageHead(g, x, classes, 'avg'));
}

function block(g: GraphBuilder, input: string, path: string, planes: number, stride: number, project: boolean): string {
  const width = CARDINALITY * Math.floor((4 * planes) / 64);
  const inside = `${path}.split_transforms`;
  return g.block(path, 'ResNextBottleNeckC', () => {
    g.container(inside, 'Sequential');
    let x = g.module('Conv2d', `${inside}.0`, input, conv2d(width, 1, { groups: CARDINALITY, bias: false }));
    x = g.module('BatchNorm2d', `${inside}.1`, x, BATCH_NORM);
    x = g.module('ReLU', `${inside}.2`, x);
    x = g.module(
      'Conv2d',
      `${inside}.3`,
      x,
      conv2d(width, 3, { stride, padding: 1, groups: CARDINALITY, bias: false }),
    );
    x = g.module('BatchNorm2d', `${inside}.4`, x, BATCH_NORM);
    x = g.module('ReLU', `${inside}.5`, x);
    x = g.module('Conv2d', `${inside}.6`, x, conv2d(planes * 4, 1, { bias: false }));
    x = g.module('BatchNorm2d', `${inside}.7`, x, BATCH_NORM);
    g.container(`${path}.shortcut`, 'Sequential');
    let around = input;
    if (project) {
      around = g.module('Conv2d', `${path}.shortcut.0`, input, conv2d(planes * 4, 1, { stride, bias: false }));
      around = g.module('BatchNorm2d', `${path}.shortcut.1`, around, BATCH_NORM);
    }
    return g.operation('ReLU', `${path}.relu`, g.operation('Add', `${path}.add`, [x, around]));
  });
}
