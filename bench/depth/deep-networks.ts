import { GraphBuilder } from '../../src/engine/GraphBuilder.ts';
import type { Graph } from '../../src/engine/graph.ts';
import { cifarBlock, cifarStem } from '../../src/zoo/blocks/cifar.ts';
import { averageHead } from '../../src/zoo/blocks/head.ts';
import { findNetwork } from '../../src/zoo/index.ts';

/** Torchvision's ResNets that the zoo has, by their layers. */
const ZOO = [18, 34, 50, 101, 152] as const;

/** CIFAR ResNets that it has not: the paper's deepest, and one of ten thousand layers. 6n + 2 each. Source: arXiv 1512.03385 § 4.2. */
const MADE_UP = [1202, 10_004] as const;

/** Residual networks from 18 to 10,004 layers, the shallowest first. */
export function deepNetworks(): readonly Graph[] {
  return [...ZOO.map(fromZoo), ...MADE_UP.map(deepResNet)];
}

function fromZoo(layers: number): Graph {
  const entry = findNetwork(`resnet${layers}`);
  if (entry === undefined) throw new Error(`the zoo has no ResNet of ${layers} layers`);
  return entry.build(entry.defaults);
}

/** A CIFAR ResNet of so many layers, 6n + 2, with option A shortcuts: three stages of n blocks. */
export function deepResNet(layers: number): Graph {
  const g = new GraphBuilder({ name: `resnet${layers}_cifar`, type: 'ResNet', input: [3, 32, 32] });
  let x = cifarStem(g, 16);
  for (const index of [1, 2, 3]) {
    g.stage(`layer${index}`);
    for (let position = 0; position < (layers - 2) / 6; position++) {
      const stride = index > 1 && position === 0 ? 2 : 1;
      x = cifarBlock(g, x, { path: `layer${index}.${position}`, channels: 8 * 2 ** index, stride, shortcut: true });
    }
  }
  return g.build(averageHead(g, x, 10));
}
