import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Analysis } from '../engine/analysis.ts';
import { analyze } from '../engine/analyze.ts';
import { type CutSide, cutResiduals } from '../engine/cut-residual.ts';
import { createWorkerClient } from '../worker/client.ts';
import type { WorkerClient } from '../worker/WorkerClient.ts';
import { findNetwork } from '../zoo/index.ts';
import type { CatalogueEntry } from '../zoo/weights.ts';
import type { UserError } from './AppState.ts';
import { classNames, toPredictions } from './predictions.ts';
import type { Prediction } from './RunSlice.ts';
import { toUserError } from './user-error.ts';

/** What one pass through the network, whole or cut, gave. */
export interface CutRun {
  /** All classes, the likeliest first. */
  readonly predictions: readonly Prediction[];
  /** ‖F(x)‖ / ‖x‖ at each ⊕, by its id. */
  readonly ratios: ReadonlyMap<string, number>;
}

/** A trained network on one picture, whole and with some of its shortcuts or branches cut. */
export interface CutsState {
  readonly phase: 'idle' | 'working' | 'ready';
  readonly error: UserError | null;
  readonly picture: string;
  readonly cuts: ReadonlyMap<string, CutSide>;
  readonly intact: CutRun | null;
  readonly cut: CutRun | null;
  /** Probability of the whole network's best class with one ⊕ cut, by its id; fills while each is cut in turn. */
  readonly sweep: ReadonlyMap<string, number>;
  readonly sweepSide: CutSide;
  /** Loads the weights and runs the picture through the whole network. */
  open(entry: CatalogueEntry, picture: string): Promise<void>;
  /** Cuts a way into ⊕, or joins it again, and runs anew. */
  toggle(add: string, side: CutSide): Promise<void>;
  join(): Promise<void>;
  /** Cuts each in turn. */
  cutEach(side: CutSide): Promise<void>;
}

/** What is forgotten with another picture. */
const NOTHING = {
  cuts: new Map<string, CutSide>(),
  intact: null,
  cut: null,
  sweep: new Map<string, number>(),
} as const;

/** Cutting shortcuts of a trained network. Its worker starts when first needed; the latest wish counts, former ones end. */
function createCuts(createClient: () => WorkerClient): StoreApi<CutsState> {
  return createStore<CutsState>()((set, get) => {
    let client: WorkerClient | undefined;
    let opened:
      | { readonly entry: CatalogueEntry; readonly handle: string; readonly image: Blob; readonly analysis: Analysis }
      | undefined;
    let wish = 0;

    /** Runs the picture through the graph with these cuts. */
    async function run(cuts: ReadonlyMap<string, CutSide>): Promise<CutRun> {
      if (client === undefined || opened === undefined) throw new Error('no network is open');
      const { entry, handle, image, analysis } = opened;
      const graph = cutResiduals(analysis.graph, analysis.residuals, cuts);
      await client.call('loadNetwork', { graph, handle });
      const { resize, mean, std } = entry.preprocessing;
      const crop = findNetwork(entry.network)?.defaults.size ?? [32, 32];
      const { logits } = await client.call('run', { image, preprocess: { resize, crop, mean, std } });
      const predictions = toPredictions(logits, await classNames(entry.classes, 'CIFAR'));
      return { predictions, ratios: await ratiosOf(client, analysis) };
    }

    /** Does the latest wish; what a former one still brings is dropped. */
    async function latest(work: (isLatest: () => boolean) => Promise<void>): Promise<void> {
      wish += 1;
      const mine = wish;
      set({ phase: 'working', error: null });
      try {
        await work(() => mine === wish);
        if (mine === wish) set({ phase: 'ready' });
      } catch (error) {
        if (mine === wish) set({ phase: 'idle', error: toUserError(error) });
      }
    }

    const rerun = (cuts: ReadonlyMap<string, CutSide>): Promise<void> => {
      set({ cuts });
      return latest(async (isLatest) => {
        const cut = cuts.size === 0 ? null : await run(cuts);
        if (isLatest()) set({ cut });
      });
    };

    return {
      ...NOTHING,
      phase: 'idle',
      error: null,
      picture: '',
      sweepSide: 'branch',

      open: (entry, picture) => {
        set({ ...NOTHING, picture });
        return latest(async (isLatest) => {
          client ??= createClient();
          await client.call('useBackend', { id: 'wasm', allowSoftware: true, mostThreads: 1 });
          opened = await load(client, entry, picture, opened?.entry.id === entry.id ? opened.handle : undefined);
          const intact = await run(new Map());
          if (isLatest()) set({ intact });
        });
      },

      toggle: (add, side) => {
        const cuts = new Map(get().cuts);
        if (cuts.get(add) === side) cuts.delete(add);
        else cuts.set(add, side);
        return rerun(cuts);
      },

      join: () => rerun(new Map()),

      cutEach: (side) => {
        set({ sweep: new Map(), sweepSide: side });
        return latest(async (isLatest) => {
          const best = get().intact?.predictions[0]?.index;
          for (const { add } of opened?.analysis.residuals ?? []) {
            const { predictions } = await run(new Map([[add, side]]));
            if (!isLatest()) return;
            const probability = predictions.find(({ index }) => index === best)?.probability ?? 0;
            set({ sweep: new Map(get().sweep).set(add, probability) });
          }
        });
      },
    };
  });
}

async function load(
  client: WorkerClient,
  entry: CatalogueEntry,
  picture: string,
  known: string | undefined,
): Promise<{ entry: CatalogueEntry; handle: string; image: Blob; analysis: Analysis }> {
  const network = findNetwork(entry.network);
  if (network === undefined) throw new Error(`the zoo has no network "${entry.network}"`);
  const url = new URL(entry.url, document.baseURI).href;
  const handle = known ?? (await client.call('openWeights', { source: { from: 'url', url } })).handle;
  const response = await fetch(`samples/${picture}.jpg`);
  if (!response.ok) throw new Error(`samples/${picture}.jpg: ${response.status}`);
  return { entry, handle, image: await response.blob(), analysis: analyze(network.build(network.defaults)) };
}

/** ‖F(x)‖ / ‖x‖ at each ⊕ of the last run, x as it arrives by the shortcut. */
async function ratiosOf(client: WorkerClient, { residuals }: Analysis): Promise<ReadonlyMap<string, number>> {
  const ratios = new Map<string, number>();
  for (const { add, from, branch, shortcut } of residuals) {
    const f = await client.call('activation', { id: branch.at(-1) ?? from });
    const x = await client.call('activation', { id: shortcut.at(-1) ?? from });
    ratios.set(add, norm(f.data) / norm(x.data));
  }
  return ratios;
}

function norm(values: Float32Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
}

/** The network that is cut on this page. */
export const cuts = createCuts(createWorkerClient);
