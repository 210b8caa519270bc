import { analyze } from '../engine/analyze.ts';
import { Execution } from '../runtime/Execution.ts';
import { findNetwork } from '../zoo/index.ts';
import { bindFile } from './trace-request.ts';
import { UsageError } from './usage-error.ts';

/** Forward passes to be made with one file of weights; plain data, so that it can be sent to a browser. */
export interface LogitsRequest {
  readonly network: string;
  /** Name of the weights file. */
  readonly weights: string;
  /** Inputs `[3, H, W]` of the network's own size. */
  readonly inputs: readonly (readonly number[])[];
}

/** The logits of each input on the backend in use. `readWeights` gives the weights file. */
export async function logitsRequest(
  { network, weights, inputs }: LogitsRequest,
  readWeights: () => Promise<Blob>,
): Promise<readonly (readonly number[])[]> {
  const entry = findNetwork(network);
  if (entry === undefined) throw new UsageError(`no network is called "${network}"`);
  const analysis = analyze(entry.build(entry.defaults));
  const bound = await bindFile(analysis, await readWeights(), weights);
  const execution = new Execution(analysis, bound);
  try {
    const logits: number[][] = [];
    for (const input of inputs) logits.push(Array.from(await execution.run(Float32Array.from(input))));
    return logits;
  } finally {
    execution.dispose();
    bound.dispose();
  }
}
