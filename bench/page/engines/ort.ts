import mjs from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import wasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import * as ort from 'onnxruntime-web/wasm';
import type { Analysis } from '../../../src/engine/analysis.ts';
import type { StateDict } from '../../../src/runtime/StateDict.ts';
import { toOnnx } from '../../onnx/to-onnx.ts';
import type { Engine } from '../protocol.ts';

/** onnxruntime-web on WebAssembly, with all of its optimisations of the graph. */
export async function ortEngine(
  analysis: Analysis,
  state: StateDict,
  input: Float32Array,
  threads: number,
): Promise<Engine> {
  ort.env.wasm.numThreads = threads;
  ort.env.wasm.wasmPaths = { mjs, wasm };
  const model = await ort.InferenceSession.create(toOnnx(analysis, state), {
    executionProviders: ['wasm'],
    graphOptimizationLevel: 'all',
  });
  const feeds = { [model.inputNames[0] ?? '']: new ort.Tensor('float32', input, [1, ...analysis.input]) };
  return {
    async run() {
      const outputs = await model.run(feeds);
      return outputs[model.outputNames[0] ?? '']?.data as Float32Array;
    },
    unload: () => model.release(),
  };
}
