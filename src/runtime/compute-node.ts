import { type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import type { NodeReport } from '../engine/analysis.ts';
import type { Shape } from '../engine/shape.ts';
import { ops } from './ops/index.ts';
import type { LayerWeights, Op } from './ops/Op.ts';
import { toChannelsLast } from './to-torch-order.ts';

/** One node's output on the backend in use. The caller owns it. */
export function computeNode(
  { node, output }: NodeReport,
  inputs: readonly Tensor[],
  weights: LayerWeights | undefined,
): Tensor {
  return tidy(() => {
    // The table is total: the operation of a kind takes that kind's attributes.
    const op = ops[node.kind] as Op<typeof node.kind>;
    return op.run([...inputs], node.attrs as never, weights ?? {}, output);
  });
}

/** A network's input `[C, H, W]` as the backend takes it, with the batch axis. The caller owns it. */
export function inputTensor(data: Float32Array, shape: Shape): Tensor {
  if (shape.length !== 3) return tensor(data, [1, ...shape]);
  const [channels = 1, height = 1, width = 1] = shape;
  return tensor(toChannelsLast(data, shape), [1, height, width, channels]);
}
