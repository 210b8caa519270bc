import type { Analysis } from '../engine/analysis.ts';
import { analyze } from '../engine/analyze.ts';
import { cutResiduals } from '../engine/cut-residual.ts';
import { createWorkerClient } from '../worker/client.ts';
import type { WorkerClient } from '../worker/WorkerClient.ts';
import { findNetwork } from '../zoo/index.ts';
import type { CatalogueEntry } from '../zoo/weights.ts';
import type { Cuts } from './CutSlice.ts';
import { CIFAR10_CLASSES } from './predictions.ts';

/** A trained network, what of it is cut, and one of the bundled pictures, whose class is its name. */
export interface GradientWish {
  readonly entry: CatalogueEntry;
  readonly cuts: Cuts;
  readonly picture: (typeof CIFAR10_CLASSES)[number];
}

let client: WorkerClient | undefined;
let loaded: { readonly id: string; readonly analysis: Analysis } | undefined;
let turn: Promise<unknown> = Promise.resolve();

/**
 * Norm of the loss's gradient at the output of every convolution and linear layer on the spine, from the first to the last, by one
 * backward pass. In a worker of its own, one after another.
 */
export function measureGradients(wish: GradientWish, signal: AbortSignal): Promise<readonly number[]> {
  const measured = turn.then(() => measure(wish, signal));
  turn = measured.catch(() => {});
  return measured;
}

async function measure({ entry, cuts, picture }: GradientWish, signal: AbortSignal): Promise<readonly number[]> {
  signal.throwIfAborted();
  const worker = client ?? createWorkerClient();
  client = worker;
  const { analysis } = loaded?.id === entry.id ? loaded : await load(worker, entry);
  const image = await (await fetch(`samples/${picture}.jpg`)).blob();
  const { resize, mean, std } = entry.preprocessing;
  const [, height = 32, width = 32] = analysis.input;
  const { norms } = await worker.call(
    'gradients',
    {
      image,
      preprocess: { resize, crop: [height, width], mean, std },
      variant: cutResiduals(analysis.graph, analysis.residuals, cuts),
      label: CIFAR10_CLASSES.indexOf(picture),
    },
    { signal },
  );
  const aside = new Set(analysis.residuals.flatMap(({ shortcut }) => shortcut));
  // A layer whose branch is cut off hears nothing.
  return analysis.reports
    .filter(({ node }) => (node.kind === 'Conv2d' || node.kind === 'Linear') && !aside.has(node.id))
    .map(({ node }) => norms.get(node.id) ?? 0);
}

async function load(worker: WorkerClient, entry: CatalogueEntry): Promise<{ readonly analysis: Analysis }> {
  const network = findNetwork(entry.network);
  if (network === undefined) throw new Error(`the zoo has no network "${entry.network}"`);
  loaded = undefined;
  await worker.call('useBackend', { id: 'wasm', allowSoftware: true, mostThreads: 1 });
  const url = new URL(entry.url, document.baseURI).href;
  const { handle } = await worker.call('openWeights', { source: { from: 'url', url } });
  const analysis = analyze(network.build(network.defaults));
  await worker.call('loadNetwork', { graph: analysis.graph, handle });
  await worker.call('closeWeights', { handle });
  loaded = { id: entry.id, analysis };
  return loaded;
}
