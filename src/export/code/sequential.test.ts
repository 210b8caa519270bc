import { describe, expect, it, test } from 'vitest';
import { analyze } from '../../engine/analyze.ts';
import { GraphBuilder } from '../../engine/GraphBuilder.ts';
import { convTranspose2d } from '../../engine/layers/attr-defaults.ts';
import { kerasTransposed } from './keras-transposed.ts';
import { kerasSequential, pytorchSequential } from './sequential.ts';

describe('a chain as source', () => {
  const g = new GraphBuilder({ name: 'Sequential', type: 'Sequential', input: [3, 8, 8] });
  let x = g.module('ConvTranspose2d', '0', g.input, convTranspose2d(8, 4, { stride: 2, padding: 1 }));
  x = g.module('LocalResponseNorm', '1', x, { size: 5, alpha: 1e-4, beta: 0.75, k: 1 });
  x = g.module('Softmax', '2', x, { dim: -1 });
  x = g.module('Flatten', '3', x);
  const analysis = analyze(g.build(g.module('Softmax', '4', x, { dim: 0 })));

  it('pytorchSequential gives a model and an input that it takes', () => {
    expect(pytorchSequential(analysis)).toBe(`import torch
from torch import nn

model = nn.Sequential(
    nn.ConvTranspose2d(3, 8, kernel_size=4, stride=2, padding=1),
    nn.LocalResponseNorm(5),
    nn.Softmax(dim=-1),
    nn.Flatten(),
    nn.Softmax(dim=1),
)
x = torch.randn(1, 3, 8, 8)`);
  });

  it('kerasSequential leaves what Keras lacks as a comment, and names it', () => {
    expect(kerasSequential(analysis)).toEqual({
      text: `import keras
from keras import layers

model = keras.Sequential([
    keras.Input((8, 8, 3)),
    layers.Conv2DTranspose(8, 4, strides=2),
    layers.Cropping2D(((1, 1), (1, 1))),
    # nn.LocalResponseNorm(5)
    layers.Softmax(axis=2),
    layers.Flatten(),
    layers.Softmax(),
])`,
      missing: ['LocalResponseNorm'],
    });
  });
});

describe('kerasTransposed', () => {
  test.each([
    ['no padding', convTranspose2d(8, 2, { stride: 2 }), 'layers.Conv2DTranspose(8, 2, strides=2)'],
    [
      'output padding gives rows back at the end',
      convTranspose2d(8, 3, { stride: 2, padding: 1, outputPadding: 1, bias: false }),
      'layers.Conv2DTranspose(8, 3, strides=2, use_bias=False),\nlayers.Cropping2D(((1, 0), (1, 0)))',
    ],
    ['groups', convTranspose2d(8, 3, { groups: 2 }), null],
    ['strides with dilation', convTranspose2d(8, 3, { stride: 2, dilation: 2 }), null],
    ['a kernel shorter than the stride', convTranspose2d(8, 2, { stride: 3 }), null],
    ['rows beyond the whole', convTranspose2d(8, 3, { stride: 2, outputPadding: 1 }), null],
  ])('%s', (_case, attrs, line) => expect(kerasTransposed(attrs)).toBe(line));
});
