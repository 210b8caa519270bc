import {
  add,
  matMul,
  reshape,
  scalar,
  sqrt,
  square,
  sum,
  type Tensor,
  type Tensor4D,
  tidy,
  transpose,
} from '@tensorflow/tfjs-core';
import type { Conv2dAttrs } from '../../engine/layers/attrs.ts';
import type { Shape } from '../../engine/shape.ts';
import { tap } from '../ops/windows.ts';

/** What a filter's gradient is made of. */
interface Pair {
  /** The map that the filter moves over, padded. */
  readonly seen: Tensor4D;
  /** The map that has one value for each place of the filter. */
  readonly beside: Tensor4D;
  readonly attrs: Pick<Conv2dAttrs, 'kernelSize' | 'stride' | 'dilation' | 'groups'>;
  /** Shape of `beside`, `[C, H, W]`. */
  readonly shape: Shape;
}

/**
 * Norm of the gradient with respect to a convolution's filter. Each cell of the filter has a product of its own, of what the cell sees
 * with what lies beside, group by group; only its squares are kept.
 */
export function filterNorm({ seen, beside, attrs, shape }: Pair): Tensor {
  const { kernelSize, groups } = attrs;
  const right = byGroup(beside, groups, [1, 0, 2]);
  let squares: Tensor = scalar(0);
  for (let row = 0; row < kernelSize[0]; row++)
    for (let column = 0; column < kernelSize[1]; column++)
      squares = tidy(() => {
        const left = byGroup(tap(seen, attrs, shape, [row, column]), groups, [1, 2, 0]);
        return add(squares, sum(square(matMul(left, right))));
      });
  return sqrt(squares);
}

/** `[places, groups, channels of a group]`, turned. */
function byGroup(map: Tensor4D, groups: number, order: number[]): Tensor {
  return transpose(reshape(map, [-1, groups, map.shape[3] / groups]), order);
}
