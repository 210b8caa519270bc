/** A worker that runs one engine with one number of threads. */
import { analyze } from '../../src/engine/analyze.ts';
import { hashFill, hashInput } from '../../src/runtime/hash-fill.ts';
import { findNetwork } from '../../src/zoo/index.ts';
import type { Answer, Contender, Engine, Question, Subject } from './protocol.ts';

let engine: Engine | undefined;

globalThis.addEventListener('message', async ({ data }: MessageEvent<Question>) => {
  try {
    postAnswer(await answer(data));
  } catch (error) {
    postAnswer(String(error));
  }
});

async function answer(question: Question): Promise<Answer> {
  const start = performance.now();
  let logits: Float32Array = new Float32Array();
  if (question.call === 'load') engine = await load(question.contender, question.subject);
  else if (question.call === 'run') logits = (await engine?.run()) ?? logits;
  else await engine?.unload();
  return {
    milliseconds: performance.now() - start,
    traffic: engine?.traffic,
    forms: engine?.forms ?? {},
    logits,
  };
}

async function load({ engine: name, threads }: Contender, { network, size }: Subject): Promise<Engine> {
  const entry = findNetwork(network);
  if (entry === undefined) throw new Error(`no network is called "${network}"`);
  const analysis = analyze(entry.build({ size: [size, size], classes: entry.defaults.classes }));
  const state = hashFill(analysis);
  const input = hashInput(analysis.input);
  if (name === 'fused') return (await import('./engines/fused.ts')).fusedEngine(analysis, state, input, threads);
  if (name === 'ort') return (await import('./engines/ort.ts')).ortEngine(analysis, state, input, threads);
  if (name === 'ort-webgpu') return (await import('./engines/ort-webgpu.ts')).ortWebgpuEngine(analysis, state, input);
  if (name === 'faithful') return (await import('./engines/faithful.ts')).faithfulEngine(analysis, state, input);
  return (await import('./engines/webgpu.ts')).webgpuEngine(analysis, state, input, name);
}

function postAnswer(message: Answer | string): void {
  (globalThis as unknown as { postMessage(message: Answer | string): void }).postMessage(message);
}
