import { analyze } from '../engine/analyze.ts';
import type { Graph } from '../engine/graph.ts';
import { backends } from '../runtime/backends/index.ts';
import { checkDevice, checkSizes } from '../runtime/check-device.ts';
import { hashInput, hashSource } from '../runtime/hash-fill.ts';
import { openNetwork } from '../runtime/open-network.ts';
import type { NodeTime } from '../runtime/RunOptions.ts';
import { loadProgress } from './load-progress.ts';
import type { BackendId, MeasureResult, Progress } from './protocol.ts';

/** Runs to warm up, and runs that count. */
const WARM_UP = 1;
const RUNS = 5;

/** Milliseconds after which no further run is begun, if one has counted. */
const ENOUGH = 8000;

/** Runs a network with weights made from their names, whose values do not change the time, and measures it whole and layer by layer. */
export async function measureNetwork(
  backend: BackendId,
  graph: Graph,
  { signal, onProgress }: { readonly signal: AbortSignal; onProgress(progress: Progress): void },
): Promise<MeasureResult> {
  const analysis = analyze(graph);
  checkSizes(backend, analysis);
  const { settle, takeFault, trim } = backends[backend];
  await trim();
  const watched = loadProgress(signal, onProgress);
  const { executor, notFused } = await openNetwork(backend, analysis, hashSource(analysis), watched);
  const input = hashInput(analysis.input);
  const runs: number[] = [];
  const seen: NodeTime[][] = [];
  const began = performance.now();
  takeFault?.();
  try {
    for (let run = -WARM_UP; run < RUNS; run++) {
      if (run > 0 && performance.now() - began > ENOUGH) break;
      const times: NodeTime[] = [];
      const start = performance.now();
      await executor.run(input, {
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
  } finally {
    executor.dispose();
  }
  return { runs, times: medians(seen), ...(notFused !== undefined && { notFused }) };
}

function medians([first = [], ...others]: readonly (readonly NodeTime[])[]): readonly NodeTime[] {
  return first.map((time, place) => {
    const all = [time, ...others.flatMap((times) => times[place] ?? [])].map(({ milliseconds }) => milliseconds);
    return { ...time, milliseconds: all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0 };
  });
}
