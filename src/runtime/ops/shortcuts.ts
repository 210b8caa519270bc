import { addN, clone, concat, pad, stridedSlice, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core';
import type { LayerKind } from '../../engine/layers/attrs.ts';
import { first, type Op } from './Op.ts';

/** Maps that are added in one go: WebGPU promises a kernel eight buffers, and tfjs would bind all of a sum at once. */
const SUMMANDS = 6;

/** Layers that move, join or pass on values without computing new ones, and sums. */
export const shortcuts = {
  Input: { run: (inputs) => clone(first(inputs)) },
  Identity: { run: (inputs) => clone(first(inputs)) },
  Dropout: { run: (inputs) => clone(first(inputs)) },
  Add: { run: sum },
  Concat: { run: (inputs) => concat([...inputs], -1) },
  ZeroPad2d: {
    run(inputs, { padding: [top, left, bottom, right] }) {
      return pad(first(inputs), [
        [0, 0],
        [top, bottom],
        [left, right],
        [0, 0],
      ]);
    },
  },
  ZeroPadShortcut: {
    run(inputs, { outChannels, stride }) {
      const x = first(inputs) as Tensor4D;
      const kept = stridedSlice(x, [0, 0, 0, 0], x.shape, [1, stride, stride, 1]);
      const before = Math.floor((outChannels - x.shape[3]) / 2);
      return pad(kept, [
        [0, 0],
        [0, 0],
        [0, 0],
        [before, outChannels - x.shape[3] - before],
      ]);
    },
  },
} as const satisfies { readonly [Kind in LayerKind]?: Op<Kind> };

function sum(inputs: readonly Tensor[]): Tensor {
  const first = addN(inputs.slice(0, SUMMANDS));
  return inputs.length <= SUMMANDS ? first : sum([first, ...inputs.slice(SUMMANDS)]);
}
