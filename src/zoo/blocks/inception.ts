import type { GraphBuilder } from '../../engine/GraphBuilder.ts';
import { type Conv2dOptions, conv2d, maxPool2d } from '../../engine/layers/attr-defaults.ts';

/** GoogLeNet's epsilon of BatchNorm2d; torch's default is 1e-5. */
const BATCH_NORM = { eps: 1e-3 } as const;

/** Channels of the four branches: 1×1; reduction and 3×3; reduction and "5×5"; behind the pool. */
export type InceptionWidths = readonly [b1: number, r3: number, b3: number, r5: number, b5: number, pool: number];

/** Convolution without bias, BatchNorm, functional ReLU. Source: torchvision.models.googlenet.BasicConv2d. */
export function basicConv2d(
  g: GraphBuilder,
  path: string,
  input: string,
  channels: number,
  kernel: number,
  options: Conv2dOptions = {},
): string {
  g.container(path, 'BasicConv2d');
  let x = g.module('Conv2d', `${path}.conv`, input, conv2d(channels, kernel, { ...options, bias: false }));
  x = g.module('BatchNorm2d', `${path}.bn`, x, BATCH_NORM);
  return g.operation('ReLU', `${path}.relu`, x);
}

/**
 * Four branches side by side, joined along the channels. The "5×5" branch is 3×3, as in torchvision (a known slip that its
 * weights were trained with). Source: torchvision.models.googlenet.Inception, arXiv 1409.4842 figure 2b.
 */
export function inception(
  g: GraphBuilder,
  path: string,
  input: string,
  [b1, r3, b3, r5, b5, pool]: InceptionWidths,
): string {
  return g.block(path, 'Inception', () => {
    const branch1 = basicConv2d(g, `${path}.branch1`, input, b1, 1);
    g.container(`${path}.branch2`, 'Sequential');
    const reduced3 = basicConv2d(g, `${path}.branch2.0`, input, r3, 1);
    const branch2 = basicConv2d(g, `${path}.branch2.1`, reduced3, b3, 3, { padding: 1 });
    g.container(`${path}.branch3`, 'Sequential');
    const reduced5 = basicConv2d(g, `${path}.branch3.0`, input, r5, 1);
    const branch3 = basicConv2d(g, `${path}.branch3.1`, reduced5, b5, 3, { padding: 1 });
    g.container(`${path}.branch4`, 'Sequential');
    const pooled = g.module(
      'MaxPool2d',
      `${path}.branch4.0`,
      input,
      maxPool2d(3, { stride: 1, padding: 1, ceilMode: true }),
    );
    const branch4 = basicConv2d(g, `${path}.branch4.1`, pooled, pool, 1);
    return g.operation('Concat', `${path}.cat`, [branch1, branch2, branch3, branch4]);
  });
}

/** A classifier in the middle of the network that runs only while training. Source: torchvision.models.googlenet.InceptionAux. */
export function inceptionAux(g: GraphBuilder, path: string, input: string, classes: number): string {
  return g.inactive('training', () =>
    g.block(path, 'InceptionAux', () => {
      let x = g.operation('AdaptiveAvgPool2d', `${path}.adaptive_avg_pool2d`, input, { outputSize: [4, 4] });
      x = basicConv2d(g, `${path}.conv`, x, 128, 1);
      x = g.operation('Flatten', `${path}.flatten`, x);
      x = g.module('Linear', `${path}.fc1`, x, { outFeatures: 1024, bias: true });
      x = g.operation('ReLU', `${path}.relu`, x);
      x = g.module('Dropout', `${path}.dropout`, x, { p: 0.7 });
      return g.module('Linear', `${path}.fc2`, x, { outFeatures: classes, bias: true });
    }),
  );
}
