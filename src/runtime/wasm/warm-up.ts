import { analyze } from '../../engine/analyze.ts';
import { GraphBuilder } from '../../engine/GraphBuilder.ts';
import type { Graph } from '../../engine/graph.ts';
import { conv2d, maxPool2d } from '../../engine/layers/attr-defaults.ts';
import { numel } from '../../engine/shape.ts';
import { stateEntries } from '../../engine/state-entries.ts';
import { pause } from '../breather.ts';
import { WasmNetwork, type WasmOptions } from './WasmNetwork.ts';

/** Passes after which a browser has found out which kernels are worth its optimising compiler. */
const PASSES = 6;

/**
 * Runs a small network through the kernels. A browser compiles WebAssembly fast at first and well once it has run for a while: without
 * this, the first picture of the first network would run on what was compiled fast.
 */
export async function warmUp(options: Pick<WasmOptions, 'kernels' | 'threads' | 'startThread'>): Promise<void> {
  const analysis = analyze(smallNetwork());
  const sizes = new Map(stateEntries(analysis).map(({ name, shape }) => [name, numel(shape)]));
  const zeros = (name: string): Float32Array => new Float32Array(sizes.get(name) ?? 0);
  const network = await WasmNetwork.create(analysis, zeros, options);
  const input = new Float32Array(numel(analysis.input));
  for (let pass = 0; pass < PASSES; pass++) {
    await pause(0);
    network.run(input);
  }
  network.dispose();
}

/** A layer for each kernel that takes time, each with some millions of multiply-accumulates. */
function smallNetwork(): Graph {
  const g = new GraphBuilder({ name: 'warm-up', type: 'Sequential', input: [3, 112, 112] });
  const stem = g.module('Conv2d', 'stem', g.input, conv2d(32, 7, { stride: 2, padding: 3 }));
  const x = g.module('MaxPool2d', 'pool', stem, maxPool2d(3, { stride: 2, padding: 1 }));
  const point = g.module('Conv2d', 'point', x, conv2d(64, 1));
  const whole = g.module('Conv2d', 'whole', point, conv2d(64, 3, { padding: 1 }));
  const grouped = g.module('Conv2d', 'grouped', whole, conv2d(64, 3, { padding: 1, groups: 8 }));
  const sum = g.operation('Add', 'sum', [grouped, point]);
  // So few tiles that several threads share each of Winograd's three parts.
  const small = g.module('MaxPool2d', 'shrink', sum, maxPool2d(2));
  const shared = g.module('Conv2d', 'shared', small, conv2d(128, 3, { padding: 1 }));
  const flat = g.operation('Flatten', 'flatten', shared);
  return g.build(g.module('Linear', 'fc', flat, { outFeatures: 8, bias: true }));
}
