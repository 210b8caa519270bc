/** A worker that keeps models in memory, and one at a time in a session of onnxruntime-web. */
import { analyze } from '../../src/engine/analyze.ts';
import type { Shape } from '../../src/engine/shape.ts';
import { hashFill, hashInput } from '../../src/runtime/hash-fill.ts';
import { findNetwork } from '../../src/zoo/index.ts';
import { toOnnx } from '../onnx/to-onnx.ts';
import { openOrt } from './engines/ort.ts';
import type { Engine } from './protocol.ts';

/** What the worker is asked. */
export type SwitchQuestion =
  | { readonly call: 'prepare'; readonly networks: readonly string[]; readonly threads: number }
  | { readonly call: 'switch'; readonly network: string };

interface Model {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly shape: Shape;
}

/** A small network that starts the runtime, as the app's worker starts its own before a network is chosen. */
const STARTER = 'alexnet_cifar';

const models = new Map<string, Model>();
let threads = 1;
let engine: Engine | undefined;

globalThis.addEventListener('message', async ({ data }: MessageEvent<SwitchQuestion>) => {
  try {
    if (data.call === 'prepare') await prepare(data);
    else await change(data.network);
    post({});
  } catch (error) {
    post(String(error));
  }
});

async function prepare(question: Extract<SwitchQuestion, { readonly call: 'prepare' }>): Promise<void> {
  threads = question.threads;
  for (const network of [STARTER, ...question.networks]) models.set(network, modelOf(network));
  await change(STARTER);
}

async function change(network: string): Promise<void> {
  await engine?.unload();
  engine = undefined;
  const model = models.get(network);
  if (model === undefined) throw new Error(`no model of "${network}" was prepared`);
  engine = await openOrt(model.bytes, model.shape, hashInput(model.shape), threads);
  await engine.run();
}

function modelOf(network: string): Model {
  const entry = findNetwork(network);
  if (entry === undefined) throw new Error(`no network is called "${network}"`);
  const analysis = analyze(entry.build(entry.defaults));
  return { bytes: toOnnx(analysis, hashFill(analysis)), shape: analysis.input };
}

function post(message: object | string): void {
  (globalThis as unknown as { postMessage(message: object | string): void }).postMessage(message);
}
