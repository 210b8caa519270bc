import type { Analysis } from '../engine/analysis.ts';
import { analyze } from '../engine/analyze.ts';
import { backends } from '../runtime/backends/index.ts';
import { breather } from '../runtime/breather.ts';
import { checkDevice, checkSizes } from '../runtime/check-device.ts';
import { halfError } from '../runtime/half-error.ts';
import { hashInput, hashSource } from '../runtime/hash-fill.ts';
import { type OpenNetwork, openNetwork } from '../runtime/open-network.ts';
import type { NodeTime, RunOptions } from '../runtime/RunOptions.ts';
import { loadProgress } from './load-progress.ts';
import type { BackendId, Calls, MeasureResult, Progress } from './protocol.ts';

/** Runs to warm up, and runs that count. */
const WARM_UP = 1;
const RUNS = 5;

/** Milliseconds after which no further run is begun, if one has counted. */
const ENOUGH = 8000;

/** How a measurement is watched and stopped. */
interface Watch {
  readonly signal: AbortSignal;
  onProgress(progress: Progress): void;
}

/** Runs a network with weights made from their names, whose values do not change the time, and measures it whole and layer by layer. */
export async function measureNetwork(
  backend: BackendId,
  { graph, half = false }: Calls['measure']['in'],
  watch: Watch,
): Promise<MeasureResult> {
  const analysis = analyze(graph);
  checkSizes(backend, analysis);
  await backends[backend].trim();
  const watched = loadProgress(watch.signal, watch.onProgress);
  const network = await openNetwork(backend, analysis, hashSource(analysis), { ...watched, half });
  try {
    return await measureOpen(backend, analysis, network, watch);
  } finally {
    network.executor.dispose();
  }
}

/**
 * Measures a network on its backend, and in half precision what became of the logits. One that was wanted in half precision and is not is not
 * run: in float32 it is a contender of its own.
 */
export async function measureOpen(
  backend: BackendId,
  analysis: Analysis,
  { executor, notFused, half, notHalf }: Pick<OpenNetwork, 'executor' | 'notFused' | 'half' | 'notHalf'>,
  { signal, onProgress }: Watch,
): Promise<MeasureResult> {
  const fused = notFused !== undefined && { notFused };
  if (notHalf !== undefined) return { runs: [], times: [], ...fused, notHalf };
  const { settle, takeFault } = backends[backend];
  const input = hashInput(analysis.input);
  const runs: number[] = [];
  const seen: NodeTime[][] = [];
  let logits: Float32Array = new Float32Array();
  const began = performance.now();
  takeFault?.();
  for (let run = -WARM_UP; run < RUNS; run++) {
    if (run > 0 && performance.now() - began > ENOUGH) break;
    const times: NodeTime[] = [];
    const start = performance.now();
    logits = await executor.run(input, {
      signal,
      ...(settle !== undefined && { settle }),
      onNode: (time) => {
        checkDevice(backend, time.id);
        times.push(time);
      },
    });
    if (run >= 0) {
      runs.push(performance.now() - start);
      seen.push(times);
    }
    onProgress({ phase: 'forward', done: run + WARM_UP + 1, total: RUNS + WARM_UP, unit: 'layers' });
    // An abort can only arrive between two turns of the loop of events.
    await new Promise((resolve) => {
      setTimeout(resolve, 0);
    });
    signal.throwIfAborted();
  }
  const breathe = breather();
  const byLayer: RunOptions = {
    signal,
    onNode({ id }, done, total) {
      checkDevice(backend, id);
      onProgress({ phase: 'forward', done, total, unit: 'layers', node: id });
      return breathe();
    },
  };
  const error = half && (await halfError({ analysis, executor, logits }, byLayer));
  const times = (await executor.timeSteps?.(byLayer)) ?? medians(seen);
  return { runs, times, ...fused, ...(error !== false && { halfError: error }) };
}

function medians([first = [], ...others]: readonly (readonly NodeTime[])[]): readonly NodeTime[] {
  return first.map((time, place) => {
    const all = [time, ...others.flatMap((times) => times[place] ?? [])].map(({ milliseconds }) => milliseconds);
    return { ...time, milliseconds: all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0 };
  });
}
