import { clone, slice, type Tensor4D } from '@tensorflow/tfjs-core';
import type { LayerKind } from '../../engine/layers/attrs.ts';
import { first } from '../ops/Op.ts';
import type { Back } from './Back.ts';
import { spreadMap } from './spread.ts';

const pass = { toInputs: ({ gradient }) => [clone(gradient)] } as const satisfies Back<'Identity' | 'Dropout'>;

/** Back through layers that move, join or pass on values, and through sums. */
export const shortcuts = {
  Input: { toInputs: () => [] },
  Identity: pass,
  Dropout: pass,
  Add: { toInputs: ({ gradient, inputs }) => inputs.map(() => clone(gradient)) },
  Concat: {
    toInputs({ gradient, inputs }) {
      let from = 0;
      return inputs.map((input) => {
        const channels = input.shape.at(-1) ?? 0;
        const start = input.shape.map((_side, at) => (at === input.rank - 1 ? from : 0));
        from += channels;
        return slice(gradient, start, [...input.shape]);
      });
    },
  },
  ZeroPad2d: {
    toInputs({ gradient, inputs, attrs: { padding } }) {
      return [slice(gradient, [0, padding[0], padding[1], 0], [...first(inputs).shape])];
    },
  },
  ZeroPadShortcut: {
    toInputs({ gradient, inputs, attrs: { outChannels, stride } }) {
      const [, height, width, channels] = (first(inputs) as Tensor4D).shape;
      const before = Math.floor((outChannels - channels) / 2);
      const kept = slice(gradient as Tensor4D, [0, 0, 0, before], [-1, -1, -1, channels]);
      return [spreadMap(kept, [stride, stride], [0, 0], [height, width])];
    },
  },
} as const satisfies { readonly [Kind in LayerKind]?: Back<Kind> };
