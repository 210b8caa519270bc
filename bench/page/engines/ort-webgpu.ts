import mjs from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import wasm from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import * as ort from 'onnxruntime-web/webgpu';
import type { Analysis } from '../../../src/engine/analysis.ts';
import type { StateDict } from '../../../src/runtime/StateDict.ts';
import { toOnnx } from '../../onnx/to-onnx.ts';
import type { Engine } from '../protocol.ts';
import { DeviceWatch } from './DeviceWatch.ts';

/** onnxruntime-web on WebGPU, with all of its optimisations of the graph. */
export async function ortWebgpuEngine(analysis: Analysis, state: StateDict, input: Float32Array): Promise<Engine> {
  const watch = new DeviceWatch();
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.wasmPaths = { mjs, wasm };
  const model = await ort.InferenceSession.create(toOnnx(analysis, state), {
    executionProviders: ['webgpu'],
    graphOptimizationLevel: 'all',
  });
  const feeds = { [model.inputNames[0] ?? '']: new ort.Tensor('float32', input, [1, ...analysis.input]) };
  const run = async (): Promise<Float32Array> => {
    const outputs = await model.run(feeds);
    return outputs[model.outputNames[0] ?? '']?.data as Float32Array;
  };
  return { traffic: await watch.ofSecond(run), run, unload: () => model.release() };
}
