import type { GraphBuilder } from '../../engine/GraphBuilder.ts';
import { conv2d } from '../../engine/layers/attr-defaults.ts';
import { BATCH_NORM } from './residual.ts';

/** The stage `stem` for 32×32 pictures: a 3×3 convolution that neither strides nor pools. Source: arXiv 1512.03385 § 4.2. */
export function cifarStem(g: GraphBuilder, channels: number): string {
  g.stage('stem');
  const conv = g.module('Conv2d', 'conv1', g.input, conv2d(channels, 3, { padding: 1, bias: false }));
  return g.module('ReLU', 'relu', g.module('BatchNorm2d', 'bn1', conv, BATCH_NORM));
}

/** Settings of a block of the paper's CIFAR networks. */
export interface CifarBlockOptions {
  readonly path: string;
  readonly channels: number;
  readonly stride: number;
  /** Without it the same two convolutions stand plain. */
  readonly shortcut: boolean;
}

/**
 * Two 3×3 convolutions with an option A shortcut, which pads missing channels with zeros, or with none.
 * Source: arXiv 1512.03385 § 4.2; akamaster/pytorch_resnet_cifar10.
 */
export function cifarBlock(
  g: GraphBuilder,
  input: string,
  { path, channels, stride, shortcut }: CifarBlockOptions,
): string {
  return g.block(path, shortcut ? 'BasicBlock' : 'PlainBlock', () => {
    let x = g.module('Conv2d', `${path}.conv1`, input, conv2d(channels, 3, { stride, padding: 1, bias: false }));
    x = g.module('BatchNorm2d', `${path}.bn1`, x, BATCH_NORM);
    x = g.module('ReLU', `${path}.relu`, x);
    x = g.module('Conv2d', `${path}.conv2`, x, conv2d(channels, 3, { padding: 1, bias: false }));
    x = g.module('BatchNorm2d', `${path}.bn2`, x, BATCH_NORM);
    if (shortcut) {
      const around =
        stride === 1
          ? input
          : g.module('ZeroPadShortcut', `${path}.shortcut`, input, { outChannels: channels, stride });
      x = g.operation('Add', `${path}.add`, [x, around]);
    }
    return g.module('ReLU', `${path}.relu`, x);
  });
}
