import { GraphBuilder } from '../engine/GraphBuilder.ts';
import type { Graph } from '../engine/graph.ts';
import { conv2d, maxPool2d } from '../engine/layers/attr-defaults.ts';
import { averageHead } from './blocks/head.ts';
import { BATCH_NORM, basicBlock, bottleneck } from './blocks/residual.ts';
import type { BuildOptions } from './NetworkEntry.ts';

/** What makes one ResNet differ from another. */
export interface ResNetOptions {
  readonly name: string;
  readonly block: 'basic' | 'bottleneck';
  /** Blocks a stage. */
  readonly layers: readonly [number, number, number, number];
  readonly groups?: number;
  readonly widthPerGroup?: number;
  readonly strideOn?: '3x3' | '1x1';
  /** Whether all convolutions have biases. Defaults to no. */
  readonly bias?: boolean;
}

/** A ResNet, ResNeXt or Wide ResNet with torchvision's module paths. Source: torchvision/models/resnet.py 0.14. */
export function buildResNet(options: ResNetOptions, { size, classes }: BuildOptions): Graph {
  const { name, block, layers, bias = false } = options;
  const g = new GraphBuilder({ name, type: 'ResNet', input: [3, ...size] });
  g.stage('stem');
  let x = g.module('Conv2d', 'conv1', g.input, conv2d(64, 7, { stride: 2, padding: 3, bias }));
  x = g.module('BatchNorm2d', 'bn1', x, BATCH_NORM);
  x = g.module('ReLU', 'relu', x);
  x = g.module('MaxPool2d', 'maxpool', x, maxPool2d(3, { stride: 2, padding: 1 }));
  const expansion = block === 'basic' ? 1 : 4;
  const addBlock = block === 'basic' ? basicBlock : bottleneck;
  let channels = 64;
  layers.forEach((count, index) => {
    const planes = 64 * 2 ** index;
    g.stage(`layer${index + 1}`);
    g.container(`layer${index + 1}`, 'Sequential');
    for (let position = 0; position < count; position++) {
      const stride = position === 0 && index > 0 ? 2 : 1;
      const project = stride !== 1 || channels !== planes * expansion;
      x = addBlock(g, x, { ...options, path: `layer${index + 1}.${position}`, planes, stride, project });
      channels = planes * expansion;
    }
  });
  return g.build(averageHead(g, x, classes));
}
