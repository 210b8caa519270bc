/** A worker that reads one model at a time from its file into a session of onnxruntime-web. */
import { analyze } from '../../src/engine/analyze.ts';
import { hashInput } from '../../src/runtime/hash-fill.ts';
import { findNetwork } from '../../src/zoo/index.ts';
import { openOrt } from './engines/ort.ts';
import type { Engine } from './protocol.ts';
import { SWITCH_STARTER } from './switch-starter.ts';

/** What the worker is asked. */
export type SwitchQuestion =
  | { readonly call: 'prepare'; readonly files: readonly File[]; readonly threads: number }
  | { readonly call: 'switch'; readonly network: string };

/** Files of models, by the id of their network. */
const models = new Map<string, File>();
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
  for (const file of question.files) models.set(file.name.slice(0, file.name.lastIndexOf('.')), file);
  await change(SWITCH_STARTER);
}

async function change(network: string): Promise<void> {
  await engine?.unload();
  engine = undefined;
  const file = models.get(network);
  const entry = findNetwork(network);
  if (file === undefined || entry === undefined) throw new Error(`there is no model of "${network}"`);
  const { input } = analyze(entry.build(entry.defaults));
  engine = await openOrt(new Uint8Array(await file.arrayBuffer()), input, hashInput(input), threads);
  await engine.run();
}

function post(message: object | string): void {
  (globalThis as unknown as { postMessage(message: object | string): void }).postMessage(message);
}
