import { describe, expect, it } from 'vitest';
import { findResiduals } from './find-residuals.ts';
import { GraphBuilder } from './GraphBuilder.ts';
import { conv2d } from './layers/attr-defaults.ts';

function start(): GraphBuilder {
  return new GraphBuilder({ name: 'tiny', type: 'Sequential', input: [8, 16, 16] });
}

describe('findResiduals', () => {
  it('an Add of x and two layers of x is an identity shortcut, in either order of its inputs', () => {
    for (const isSwapped of [false, true]) {
      const g = start();
      const a = g.module('Conv2d', 'a', g.input, conv2d(8, 3, { padding: 1 }));
      const b = g.module('Conv2d', 'b', a, conv2d(8, 3, { padding: 1 }));
      const sum = g.operation('Add', 'add', isSwapped ? [g.input, b] : [b, g.input]);
      expect(findResiduals(g.build(sum).nodes)).toEqual([
        { add: 'add', from: 'input', branch: ['a', 'b'], shortcut: [], kind: 'identity' },
      ]);
    }
  });

  it('a convolution on the shorter way makes it a projection', () => {
    const g = start();
    const a = g.module('Conv2d', 'a', g.input, conv2d(16, 3, { padding: 1 }));
    const b = g.module('Conv2d', 'b', a, conv2d(16, 3, { padding: 1 }));
    const around = g.module('Conv2d', 'around', g.input, conv2d(16, 1));
    const normed = g.module('BatchNorm2d', 'normed', around, { eps: 1e-5 });
    expect(findResiduals(g.build(g.operation('Add', 'add', [b, normed])).nodes)).toEqual([
      { add: 'add', from: 'input', branch: ['a', 'b'], shortcut: ['around', 'normed'], kind: 'projection' },
    ]);
  });

  it('padding with zeros on the shorter way is option A', () => {
    const g = start();
    const a = g.module('Conv2d', 'a', g.input, conv2d(16, 3, { stride: 2, padding: 1 }));
    const around = g.module('ZeroPadShortcut', 'around', g.input, { outChannels: 16, stride: 2 });
    const [residual] = findResiduals(g.build(g.operation('Add', 'add', [a, around])).nodes);
    expect(residual).toMatchObject({ kind: 'zero-pad', branch: ['a'], shortcut: ['around'] });
  });

  it('blocks one behind another are found one by one, each from where its own ways part', () => {
    const g = start();
    let x = g.input;
    for (const block of ['0', '1', '2']) {
      const inside = g.module('Conv2d', `${block}.conv`, x, conv2d(8, 3, { padding: 1 }));
      x = g.module('ReLU', `${block}.relu`, g.operation('Add', `${block}.add`, [inside, x]));
    }
    expect(findResiduals(g.build(x).nodes).map(({ add, from }) => [add, from])).toEqual([
      ['0.add', 'input'],
      ['1.add', '0.relu'],
      ['2.add', '1.relu'],
    ]);
  });

  it('a sum of x with itself, and a chain, hold none', () => {
    const g = start();
    const a = g.module('Conv2d', 'a', g.input, conv2d(8, 3, { padding: 1 }));
    expect(findResiduals(g.build(g.operation('Add', 'add', [a, a])).nodes)).toEqual([]);
    expect(findResiduals(g.build(a).nodes.slice(0, 2))).toEqual([]);
  });
});
