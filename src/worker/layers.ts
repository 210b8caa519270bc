import type { Analysis } from '../engine/analysis.ts';
import type { GraphNode } from '../engine/graph.ts';
import { breather } from '../runtime/breather.ts';
import type { Executor } from '../runtime/Executor.ts';
import type { Output } from '../runtime/Output.ts';
import type { NotFused } from '../runtime/open-network.ts';
import { outputIsFinite } from '../runtime/output-is-finite.ts';
import { outputPictures } from '../runtime/output-pictures.ts';
import { outputRows } from '../runtime/output-rows.ts';
import { outputNorm, outputStats } from '../runtime/output-stats.ts';
import { holdOutput, outputDifference } from '../runtime/owned-output.ts';
import { readChannel } from '../runtime/read-channel.ts';
import { channelStats } from '../runtime/statistics.ts';
import { readInTorchOrder } from '../runtime/to-torch-order.ts';
import type { Calls, RowSource } from './protocol.ts';

/** A network that has run, and whose outputs are told of. */
export interface Shown {
  readonly analysis: Analysis;
  readonly executor: Executor;
  readonly notFused?: NotFused;
}

/** The values of one layer's output, or of one of its channels. */
export async function tellValues(
  { executor }: Shown,
  { id, channel }: Calls['activation']['in'],
): Promise<Calls['activation']['out']> {
  const output = await executor.output(id);
  const isPart = channel !== undefined && output.shape.length === 3;
  const shape = isPart ? [1, ...output.shape.slice(1)] : output.shape;
  const data = isPart ? await readChannel(output, channel) : await readInTorchOrder(output);
  return { id, shape, data, channels: channelStats(data, shape) };
}

/** Statistics of each channel of one layer's output. */
export async function tellStats({ executor }: Shown, id: string): Promise<Calls['layerStats']['out']> {
  const output = await executor.output(id);
  return { id, shape: output.shape, channels: await outputStats(output) };
}

/** Channels of one layer's output as pictures. */
export async function tellPictures(
  { executor }: Shown,
  { id, ...spec }: Calls['pictures']['in'],
): Promise<Calls['pictures']['out']> {
  return outputPictures(await executor.output(id), spec);
}

/** Outputs of the whole network, and of what ran last where that is a variant, as rows of pictures on one scale. */
export async function tellRows(
  of: { readonly whole: Shown; readonly last: Shown },
  { rows, ...spec }: Calls['rows']['in'],
): Promise<Calls['rows']['out']> {
  const held: Output[] = [];
  try {
    for (const row of rows) held.push(await holdRow(of, row));
    return await outputRows(held, spec);
  } finally {
    for (const { tensor } of held) tensor.dispose();
  }
}

async function holdRow(
  { whole, last }: { readonly whole: Shown; readonly last: Shown },
  { id, of }: RowSource,
): Promise<Output> {
  const output = await (of === 'whole' ? whole : last).executor.output(id);
  return of === 'difference' ? outputDifference(output, await whole.executor.output(id)) : holdOutput(output);
}

/** The Euclidean norm of each of some outputs. */
export async function tellNorms({ executor }: Shown, ids: readonly string[]): Promise<Calls['norms']['out']> {
  const norms: number[] = [];
  for (const id of ids) norms.push(await outputNorm(await executor.output(id)));
  return norms;
}

/** The scale of the whole network leaves out the input, whose units are another's. */
export async function tellRange(shown: Shown, signal: AbortSignal): Promise<Calls['networkRange']['out']> {
  let [lowest, highest] = [0, 0];
  for await (const { id, kind } of nodesThatRan(shown, signal)) {
    if (kind === 'Input') continue;
    for (const { min, max } of await outputStats(await shown.executor.output(id)))
      [lowest, highest] = [Math.min(lowest, min), Math.max(highest, max)];
  }
  return { min: lowest, max: highest };
}

/** The first node in the order of execution whose output holds NaN or infinity, if any. */
export async function firstNonFinite(shown: Shown, signal: AbortSignal): Promise<string | undefined> {
  for await (const { id } of nodesThatRan(shown, signal))
    if (!(await outputIsFinite(await shown.executor.output(id)))) return id;
  return undefined;
}

async function* nodesThatRan({ analysis }: Shown, signal: AbortSignal): AsyncGenerator<GraphNode> {
  const breathe = breather();
  for (const { node } of analysis.reports) {
    if (node.role !== undefined) continue;
    yield node;
    await breathe();
    signal.throwIfAborted();
  }
}
