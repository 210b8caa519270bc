import type { Analysis } from '../engine/analysis.ts';
import { analyze } from '../engine/analyze.ts';
import { matchWeights } from '../engine/match-weights.ts';
import { stateEntries } from '../engine/state-entries.ts';
import { openCheckpoint } from '../formats/open-checkpoint.ts';
import { type ArraySource, type BoundWeights, bindWeights } from '../runtime/bind-weights.ts';
import { hashInput, hashSource } from '../runtime/hash-fill.ts';
import { openFaithful } from '../runtime/open-network.ts';
import { type Trace, traceNetwork } from '../runtime/trace.ts';
import { findNetwork } from '../zoo/index.ts';
import { type Open, reasonOf } from './open.ts';
import { UsageError } from './usage-error.ts';

/** A trace to be made; plain data, so that it can be sent to a browser. */
export interface TraceRequest {
  readonly network: string;
  readonly size: readonly [number, number];
  readonly classes: number;
  /** Name of the weights file; absent: weights from the hash of their names. */
  readonly weights?: string;
  /** The input `[3, H, W]`; absent: from the hash. */
  readonly input?: readonly number[];
}

/** Makes a trace on the backend in use, on the executor that `open` gives. `readWeights` gives the weights file. */
export async function traceRequest(
  request: TraceRequest,
  readWeights: () => Promise<Blob>,
  open: Open = openFaithful,
): Promise<Trace> {
  const entry = findNetwork(request.network);
  if (entry === undefined) throw new UsageError(`no network is called "${request.network}"`);
  const analysis = analyze(entry.build(request));
  const source =
    request.weights === undefined
      ? hashSource(analysis)
      : await openFitting(analysis, await readWeights(), request.weights);
  const { executor, notFused } = await open(analysis, source);
  try {
    if (notFused !== undefined) throw new Error(`it does not run fused: ${reasonOf(notFused)}`);
    const input = request.input === undefined ? hashInput(analysis.input) : Float32Array.from(request.input);
    return await traceNetwork(analysis, executor, input, request.classes);
  } finally {
    executor.dispose();
  }
}

/** Binds a checkpoint file to a network. Throws `UsageError` with the first array that does not fit. */
export async function bindFile(analysis: Analysis, file: Blob, name: string): Promise<BoundWeights> {
  return bindWeights(analysis, await openFitting(analysis, file, name));
}

/** The arrays of a checkpoint file that fits a network. Throws `UsageError` with the first one that does not. */
export async function openFitting(analysis: Analysis, file: Blob, name: string): Promise<ArraySource> {
  const { tensors } = await openCheckpoint(file, name);
  const { complete, missing, misshaped } = matchWeights(stateEntries(analysis), [...tensors.values()]);
  if (!complete) {
    const [wrong] = misshaped;
    const first =
      wrong === undefined
        ? `"${missing[0]}" is missing`
        : `"${wrong.name}" is [${wrong.found.join(', ')}], not [${wrong.expected.join(', ')}]`;
    throw new UsageError(
      `${name} does not fit ${analysis.graph.name}: ${missing.length} arrays are missing and ${misshaped.length} have another shape; ${first}`,
    );
  }
  return (key) => tensors.get(key)?.read();
}
