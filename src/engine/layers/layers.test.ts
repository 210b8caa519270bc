import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { messageOf } from '../message-of.ts';
import { numel, type Shape } from '../shape.ts';
import { Add } from './Add.ts';
import { BatchNorm2d } from './BatchNorm2d.ts';
import { Concat } from './Concat.ts';
import { Flatten } from './Flatten.ts';
import { layers } from './index.ts';
import { Linear } from './Linear.ts';
import { LocalResponseNorm } from './LocalResponseNorm.ts';

const size = fc.integer({ min: 1, max: 12 });
const map = fc.tuple(size, size, size);

describe('layers that keep the shape', () => {
  it.each(['ReLU', 'LeakyReLU', 'Sigmoid', 'Tanh', 'GELU', 'Dropout', 'Identity'] as const)('%s', (kind) => {
    const attrs = { negativeSlope: 0.01, p: 0.5 };
    expect(layers[kind].outputShape([[64, 7, 9]], attrs)).toEqual([64, 7, 9]);
    expect(layers[kind].parameters([[64, 7, 9]], attrs)).toEqual([]);
    expect(layers[kind].macs([[64, 7, 9]], attrs)).toBe(0);
    expect(() => layers[kind].outputShape([[1], [1]], attrs)).toThrow(`${kind} takes 1 input, and gets 2`);
  });

  it.each(['Softmax', 'LogSoftmax'] as const)('%s counts its axis from either end', (kind) => {
    expect(layers[kind].outputShape([[1000]], { dim: -1 })).toEqual([1000]);
    expect(layers[kind].outputShape([[10, 4, 4]], { dim: 0 })).toEqual([10, 4, 4]);
    expect(() => layers[kind].outputShape([[1000]], { dim: 1 })).toThrow('axis 1 does not exist in [1000]');
  });

  it('LocalResponseNorm works across channels, on maps alone', () => {
    const attrs = { size: 5, alpha: 1e-4, beta: 0.75, k: 2 };
    expect(LocalResponseNorm.outputShape([[96, 55, 55]], attrs)).toEqual([96, 55, 55]);
    expect(() => LocalResponseNorm.outputShape([[96]], attrs)).toThrow('needs a feature map');
    expect(() => LocalResponseNorm.outputShape([[96, 55, 55]], { ...attrs, size: 0 })).toThrow('size is 0');
  });

  it('BatchNorm2d learns two values a channel and keeps two statistics', () => {
    const found = BatchNorm2d.parameters([[64, 56, 56]], { eps: 1e-5 });
    expect(found.map(({ name, shape, buffer }) => [name, shape, buffer])).toEqual([
      ['weight', [64], false],
      ['bias', [64], false],
      ['running_mean', [64], true],
      ['running_var', [64], true],
    ]);
  });
});

describe('Linear', () => {
  it('has a weight for each pair of an input and an output, a bias for each output, and as many MACs as weights', () => {
    fc.assert(
      fc.property(size, size, fc.boolean(), (inFeatures, outFeatures, bias) => {
        const attrs = { outFeatures, bias };
        const sizes = Linear.parameters([[inFeatures]], attrs).map(({ shape }) => numel(shape));
        expect(sizes).toEqual(bias ? [inFeatures * outFeatures, outFeatures] : [inFeatures * outFeatures]);
        expect(Linear.macs([[inFeatures]], attrs)).toBe(inFeatures * outFeatures);
        expect(Linear.outputShape([[inFeatures]], attrs)).toEqual([outFeatures]);
      }),
    );
  });

  it('acts on the last axis alone', () => {
    expect(Linear.outputShape([[4, 7, 16]], { outFeatures: 3, bias: false })).toEqual([4, 7, 3]);
    expect(Linear.macs([[4, 7, 16]], { outFeatures: 3, bias: false })).toBe(4 * 7 * 16 * 3);
  });
});

describe('Flatten', () => {
  it('keeps the number of values', () => {
    fc.assert(
      fc.property(map, (shape) => {
        expect(Flatten.outputShape([shape], {})).toEqual([numel(shape)]);
      }),
    );
  });
});

describe('Add and Concat', () => {
  it('Add takes equal shapes only', () => {
    fc.assert(
      fc.property(map, map, (a, b) => {
        if (a.join() === b.join()) expect(Add.outputShape([a, b], {})).toEqual(a);
        else expect(() => Add.outputShape([a, b], {})).toThrow('cannot be added');
      }),
    );
  });

  it('Add names the projection that makes the shortcut fit: 312 after two halvings needs stride 4', () => {
    const add = (): Shape =>
      Add.outputShape(
        [
          [64, 78, 78],
          [3, 312, 312],
        ],
        {},
      );
    expect(add).toThrow('a 1×1 projection to 64 channels with stride 4');
  });

  it('the projection that Add names does fit', () => {
    fc.assert(
      fc.property(map, map, ([channels, rows], [from, size]) => {
        const [branch, shortcut] = [
          [channels, rows, rows],
          [from, size, size],
        ];
        const named = messageOf(() => Add.outputShape([branch, shortcut], {}));
        const stride = Number(/stride (\d+)/.exec(named)?.[1] ?? Number.NaN);
        if (!Number.isNaN(stride)) expect(Math.floor((size - 1) / stride) + 1).toBe(rows);
      }),
    );
  });

  it('Concat adds channels up where height and width agree', () => {
    const side = fc.constantFrom(6, 7);
    fc.assert(
      fc.property(fc.array(fc.tuple(size, side, side), { minLength: 1, maxLength: 4 }), (shapes) => {
        const isOne = new Set(shapes.map(([, height, width]) => `${height}×${width}`)).size === 1;
        const channels = shapes.reduce((sum, [count]) => sum + count, 0);
        if (isOne) expect(Concat.outputShape(shapes, {})).toEqual([channels, shapes[0]?.[1], shapes[0]?.[2]]);
        else expect(() => Concat.outputShape(shapes, {})).toThrow('cannot be joined');
      }),
    );
  });
});
