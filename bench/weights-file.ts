import { analyze } from '../src/engine/analyze.ts';
import { stateEntries } from '../src/engine/state-entries.ts';
import { writeSafetensors } from '../src/formats/write-safetensors.ts';
import { hashFill } from '../src/runtime/hash-fill.ts';
import { findNetwork } from '../src/zoo/index.ts';
import { toOnnx } from './onnx/to-onnx.ts';

/** A network of the zoo at its own settings. Throws an `Error` for an id that it does not know. */
export function analysisOf(id: string): ReturnType<typeof analyze> {
  const entry = findNetwork(id);
  if (entry === undefined) throw new Error(`no network is called "${id}"`);
  return analyze(entry.build(entry.defaults));
}

/** Weights made from their names, as a safetensors file. */
export async function weightsFile(network: string): Promise<Uint8Array> {
  const analysis = analysisOf(network);
  const state = hashFill(analysis);
  const tensors = stateEntries(analysis).map(({ name, shape }) => ({
    name,
    shape,
    data: state.get(name) ?? new Float32Array(),
  }));
  return new Uint8Array(await writeSafetensors(tensors).arrayBuffer());
}

/** A network with such weights, as a model of ONNX. */
export function modelFile(network: string): Uint8Array {
  const analysis = analysisOf(network);
  return toOnnx(analysis, hashFill(analysis));
}
