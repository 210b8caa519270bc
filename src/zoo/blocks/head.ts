import type { GraphBuilder } from '../../engine/GraphBuilder.ts';

/** The stage `head`: global average pooling, then one linear layer. Its modules are called `avgpool` and `fc`, as in torchvision's ResNet. */
export function averageHead(g: GraphBuilder, input: string, classes: number, pool = 'avgpool'): string {
  g.stage('head');
  const pooled = g.module('AdaptiveAvgPool2d', pool, input, { outputSize: [1, 1] });
  const flat = g.operation('Flatten', 'flatten', pooled);
  return g.module('Linear', 'fc', flat, { outFeatures: classes, bias: true });
}
