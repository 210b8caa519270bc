/**
 * `npm run bench:cpu -- NETWORK…`: processor time of one forward pass at 224 pixels with one thread in Node, ours and onnxruntime-web's in
 * turns. Unlike the clock it counts nothing that others do, so it holds on a busy machine.
 */
import * as ort from 'onnxruntime-web/wasm';
import { nodeKernels } from '../src/cli/node-kernels.ts';
import { analyze } from '../src/engine/analyze.ts';
import { hashFill, hashInput } from '../src/runtime/hash-fill.ts';
import { WasmNetwork } from '../src/runtime/wasm/WasmNetwork.ts';
import { findNetwork } from '../src/zoo/index.ts';
import { toOnnx } from './onnx/to-onnx.ts';
import { processorTime } from './processor-time.ts';
import { median } from './statistics.ts';

const WARM_UP = 3;
const ROUNDS = 5;

ort.env.wasm.numThreads = 1;
const kernels = await nodeKernels();
for (const id of process.argv.slice(2)) await compare(id);

async function compare(id: string): Promise<void> {
  const entry = findNetwork(id);
  if (entry === undefined) throw new Error(`no network is called "${id}"`);
  const analysis = analyze(entry.build({ size: [224, 224], classes: entry.defaults.classes }));
  const state = hashFill(analysis);
  const input = hashInput(analysis.input);
  const network = await WasmNetwork.create(analysis, (name) => state.get(name), { kernels });
  const model = await ort.InferenceSession.create(toOnnx(analysis, state), { graphOptimizationLevel: 'all' });
  const feeds = { input: new ort.Tensor('float32', input, [1, ...analysis.input]) };
  const theirs: number[] = [];
  const ours: number[] = [];
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    const times = [await processorTime(() => model.run(feeds)), await processorTime(() => network.run(input))] as const;
    if (round < 0) continue;
    theirs.push(times[0]);
    ours.push(times[1]);
  }
  const ratio = median(theirs.map((time, round) => time / (ours[round] ?? Number.NaN)));
  console.log(`| ${id} | ${median(theirs).toFixed(0)} | ${median(ours).toFixed(0)} | ${ratio.toFixed(2)} |`);
  network.dispose();
  await model.release();
}
