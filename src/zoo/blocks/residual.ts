import type { GraphBuilder } from '../../engine/GraphBuilder.ts';
import { conv2d } from '../../engine/layers/attr-defaults.ts';

/** torch's default epsilon of BatchNorm2d. */
export const BATCH_NORM = { eps: 1e-5 } as const;

/** Settings of one residual block. */
export interface ResidualBlockOptions {
  /** `layer1.0` */
  readonly path: string;
  /** The paper's width of the stage: 64, 128, 256, 512. */
  readonly planes: number;
  readonly stride: number;
  /** Whether the shortcut needs a projection: channels or size change. */
  readonly project: boolean;
  /** Groups of the 3×3 convolution: ResNeXt's cardinality. Defaults to 1. */
  readonly groups?: number;
  /** Channels a group at 64 planes; Wide ResNet has 128. Defaults to 64. */
  readonly widthPerGroup?: number;
  /** Where a bottleneck strides: on its 3×3 (torchvision, "v1.5") or on its first 1×1 (the paper, "v1"). Defaults to 3×3. */
  readonly strideOn?: '3x3' | '1x1';
  /** Whether the convolutions have biases of their own. Defaults to no. */
  readonly bias?: boolean;
}

/** Two 3×3 convolutions. Source: torchvision.models.resnet.BasicBlock. */
export function basicBlock(g: GraphBuilder, input: string, options: ResidualBlockOptions): string {
  const { path, planes, stride, bias = false } = options;
  return g.block(path, 'BasicBlock', () => {
    let x = g.module('Conv2d', `${path}.conv1`, input, conv2d(planes, 3, { stride, padding: 1, bias }));
    x = g.module('BatchNorm2d', `${path}.bn1`, x, BATCH_NORM);
    x = g.module('ReLU', `${path}.relu`, x);
    x = g.module('Conv2d', `${path}.conv2`, x, conv2d(planes, 3, { padding: 1, bias }));
    x = g.module('BatchNorm2d', `${path}.bn2`, x, BATCH_NORM);
    return close(g, input, x, options, planes);
  });
}

/** 1×1 down, 3×3, 1×1 up to four times the planes. Source: torchvision.models.resnet.Bottleneck. */
export function bottleneck(g: GraphBuilder, input: string, options: ResidualBlockOptions): string {
  const { path, planes, stride, groups = 1, widthPerGroup = 64, strideOn = '3x3', bias = false } = options;
  const width = Math.floor((planes * widthPerGroup) / 64) * groups;
  const [stride1, stride2] = strideOn === '3x3' ? [1, stride] : [stride, 1];
  return g.block(path, 'Bottleneck', () => {
    let x = g.module('Conv2d', `${path}.conv1`, input, conv2d(width, 1, { stride: stride1, bias }));
    x = g.module('BatchNorm2d', `${path}.bn1`, x, BATCH_NORM);
    x = g.module('ReLU', `${path}.relu`, x);
    x = g.module('Conv2d', `${path}.conv2`, x, conv2d(width, 3, { stride: stride2, padding: 1, groups, bias }));
    x = g.module('BatchNorm2d', `${path}.bn2`, x, BATCH_NORM);
    x = g.module('ReLU', `${path}.relu`, x);
    x = g.module('Conv2d', `${path}.conv3`, x, conv2d(planes * 4, 1, { bias }));
    x = g.module('BatchNorm2d', `${path}.bn3`, x, BATCH_NORM);
    return close(g, input, x, options, planes * 4);
  });
}

/** Adds the shortcut, then the block's last ReLU. */
function close(
  g: GraphBuilder,
  input: string,
  branch: string,
  options: ResidualBlockOptions,
  channels: number,
): string {
  const { path, stride, project, bias = false } = options;
  let shortcut = input;
  if (project) {
    g.container(`${path}.downsample`, 'Sequential');
    shortcut = g.module('Conv2d', `${path}.downsample.0`, input, conv2d(channels, 1, { stride, bias }));
    shortcut = g.module('BatchNorm2d', `${path}.downsample.1`, shortcut, BATCH_NORM);
  }
  const sum = g.operation('Add', `${path}.add`, [branch, shortcut]);
  return g.module('ReLU', `${path}.relu`, sum);
}
