import mjs from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import wasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import * as ort from 'onnxruntime-web/wasm';
import type { Analysis } from '../../../src/engine/analysis.ts';
import type { Shape } from '../../../src/engine/shape.ts';
import type { StateDict } from '../../../src/runtime/StateDict.ts';
import { toOnnx } from '../../onnx/to-onnx.ts';
import type { Engine } from '../protocol.ts';

/** onnxruntime-web on WebAssembly, with all of its optimisations of the graph. */
export function ortEngine(analysis: Analysis, state: StateDict, input: Float32Array, threads: number): Promise<Engine> {
  return openOrt(toOnnx(analysis, state), analysis.input, input, threads);
}

/** A session of onnxruntime-web for a model that is there already; its input has the shape `[C, H, W]`. */
export async function openOrt(
  bytes: Uint8Array<ArrayBuffer>,
  shape: Shape,
  input: Float32Array,
  threads: number,
): Promise<Engine> {
  ort.env.wasm.numThreads = threads;
  ort.env.wasm.wasmPaths = { mjs, wasm };
  const model = await ort.InferenceSession.create(bytes, {
    executionProviders: ['wasm'],
    graphOptimizationLevel: 'all',
  });
  const feeds = { [model.inputNames[0] ?? '']: new ort.Tensor('float32', input, [1, ...shape]) };
  return {
    async run() {
      const outputs = await model.run(feeds);
      return outputs[model.outputNames[0] ?? '']?.data as Float32Array;
    },
    unload: () => model.release(),
  };
}
