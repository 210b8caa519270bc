import { describe, expect, test } from 'vitest';
import { analyze } from '../src/engine/analyze.ts';
import { GraphBuilder } from '../src/engine/GraphBuilder.ts';
import { conv2d } from '../src/engine/layers/attr-defaults.ts';
import { planFused } from '../src/runtime/fused/plan.ts';
import { encodePlan } from '../src/runtime/webgpu/encode.ts';
import { analyzeNetwork } from '../src/zoo/analyze-network.ts';
import { passTraffic } from './traffic.ts';

/** Convolution, BatchNorm, ReLU over a map of 3×8×8, then a linear layer over all of it. */
function smallNetwork(): ReturnType<typeof analyze> {
  const g = new GraphBuilder({ name: 'small', type: 'Sequential', input: [3, 8, 8] });
  let x = g.module('Conv2d', 'conv', g.input, conv2d(8, 3, { padding: 1, bias: false }));
  x = g.module('BatchNorm2d', 'bn', x, { eps: 1e-5 });
  x = g.operation('Flatten', 'flatten', g.module('ReLU', 'relu', x));
  return analyze(g.build(g.module('Linear', 'fc', x, { outFeatures: 10, bias: true })));
}

describe('passTraffic of one convolution and one linear layer', () => {
  test('on WebAssembly: channels as they are, eight outputs to a panel', () => {
    const weights = 4 * (8 * 9 * 3 + 8 + 8 * 64 * 10 + 10);
    expect(passTraffic(smallNetwork(), 'wasm')).toEqual({
      weights,
      read: 4 * (3 * 64 + 8 * 64),
      written: 4 * (8 * 64 + 10),
    });
  });

  test('on WebGPU: channels and outputs in vectors of four', () => {
    const weights = 4 * (8 * 9 * 4 + 8 + 8 * 64 * 12 + 12);
    expect(passTraffic(smallNetwork(), 'webgpu')).toEqual({
      weights,
      read: 4 * (4 * 64 + 8 * 64),
      written: 4 * (8 * 64 + 12),
    });
  });
});

test.each(['alexnet', 'vgg16', 'googlenet', 'resnet18', 'resnet50', 'resnext50_32x4d'])(
  'passTraffic of %s on WebGPU has the weights that its kernels are given',
  (id) => {
    const analysis = analyzeNetwork(id);
    const { stages } = encodePlan(planFused(analysis), analysis, { bindingBytes: 2 ** 30 });
    const constants = stages
      .flatMap(({ dispatches }) => dispatches.flatMap(({ bindings }) => bindings))
      .flatMap((binding) => ('fill' in binding ? binding.count * 4 : []));
    expect(passTraffic(analysis, 'webgpu').weights).toBe(constants.reduce((sum, bytes) => sum + bytes, 0));
  },
);
