import { readFileSync } from 'node:fs';
import * as ort from 'onnxruntime-web/wasm';
import { expect, test } from 'vitest';
import { analyze } from '../../src/engine/analyze.ts';
import { hashFill, hashInput } from '../../src/runtime/hash-fill.ts';
import { WasmNetwork } from '../../src/runtime/wasm/WasmNetwork.ts';
import { findNetwork } from '../../src/zoo/index.ts';
import { toOnnx } from './to-onnx.ts';

test.each(['resnet18', 'resnext20_cifar', 'googlenet', 'alexnet_cifar', 'vgg_cifar'])(
  'toOnnx(%s) gives in onnxruntime the logits that the network gives here',
  async (id) => {
    const graph = findNetwork(id)?.build({ size: [32, 32], classes: 10 });
    if (graph === undefined) throw new Error(`no network is called ${id}`);
    const analysis = analyze(graph);
    const state = hashFill(analysis);
    const input = hashInput(analysis.input);
    ort.env.wasm.numThreads = 1;
    const model = await ort.InferenceSession.create(toOnnx(analysis, state));
    const [output] = Object.values(
      await model.run({ input: new ort.Tensor('float32', input, [1, ...analysis.input]) }),
    );
    const theirs = output?.data as Float32Array;
    const bytes = readFileSync(new URL('../../src/runtime/wasm/kernels/simd.wasm', import.meta.url));
    const kernels = { module: await WebAssembly.compile(bytes), shared: false };
    const ours = (await WasmNetwork.create(analysis, (name) => state.get(name), { kernels })).run(input);
    const most = theirs.reduce((greatest, value) => Math.max(greatest, Math.abs(value)), 0);
    expect(theirs.length).toBe(ours.length);
    for (const [index, value] of theirs.entries())
      expect(Math.abs(value - (ours[index] ?? 0)) / most).toBeLessThan(1e-3);
  },
);
