import { GraphBuilder } from '../engine/GraphBuilder.ts';
import type { Graph } from '../engine/graph.ts';
import { cifarBlock, cifarStem } from './blocks/cifar.ts';
import { averageHead } from './blocks/head.ts';
import type { BuildOptions, NetworkEntry } from './NetworkEntry.ts';
import { CIFAR_PREPROCESSING, CIFAR10 } from './presets.ts';

const DEPTHS = [20, 32, 44, 56, 110] as const;

/** The paper's CIFAR networks, with option A shortcuts and plain. Source: arXiv 1512.03385 § 4.2. */
export const cifarResnets: readonly NetworkEntry[] = [
  ...DEPTHS.map((depth) => entry(`resnet${depth}_cifar`, `ResNet-${depth}`, 'option A', depth, true)),
  ...DEPTHS.map((depth) => entry(`plain${depth}_cifar`, `Plain-${depth}`, 'no shortcuts', depth, false)),
];

function entry(id: string, title: string, variant: string, depth: number, shortcut: boolean): NetworkEntry {
  return {
    id,
    title,
    family: 'CIFAR',
    variant,
    year: 2015,
    paper: 'arXiv 1512.03385',
    defaults: CIFAR10,
    preprocessing: CIFAR_PREPROCESSING,
    build: (settings) => buildCifarResNet(id, depth, shortcut, settings),
  };
}

/** 6n + 2 layers: a 3×3 stem, three stages of n blocks with 16, 32 and 64 channels, the classifier. */
function buildCifarResNet(name: string, depth: number, shortcut: boolean, { size, classes }: BuildOptions): Graph {
  const g = new GraphBuilder({ name, type: 'ResNet', input: [3, ...size] });
  let x = cifarStem(g, 16);
  for (const index of [1, 2, 3]) {
    g.stage(`layer${index}`);
    g.container(`layer${index}`, 'Sequential');
    for (let position = 0; position < (depth - 2) / 6; position++) {
      const stride = index > 1 && position === 0 ? 2 : 1;
      x = cifarBlock(g, x, { path: `layer${index}.${position}`, channels: 8 * 2 ** index, stride, shortcut });
    }
  }
  return g.build(averageHead(g, x, classes));
}
