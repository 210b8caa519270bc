import type { StateCreator } from 'zustand/vanilla';
import { cutResiduals } from '../engine/cut-residual.ts';
import type { Graph } from '../engine/graph.ts';
import { matchWeights } from '../engine/match-weights.ts';
import { stateEntries } from '../engine/state-entries.ts';
import type {
  BackendId,
  BackendStatus,
  DownloadSpec,
  LoadReport,
  WeightsIndex,
  WeightsSource,
} from '../worker/protocol.ts';
import type { CallOptions, WorkerClient } from '../worker/WorkerClient.ts';
import { findNetwork } from '../zoo/index.ts';
import type { CatalogueEntry } from '../zoo/weights.ts';
import type { AppState, UserError } from './AppState.ts';
import { CurrentWork, STOPPED, settled } from './CurrentWork.ts';
import { NO_CUTS } from './cut.ts';
import { fittingNetworks } from './fitting-networks.ts';
import { classNames, toPredictions } from './predictions.ts';
import type { RunSlice, Weights } from './RunSlice.ts';
import { runInput } from './run-input.ts';
import { toUserError } from './user-error.ts';

/** What is forgotten when network, size or classes change: nothing of it belongs to the new network. */
const NO_RESULT = {
  misfit: null,
  run: 'idle',
  progress: null,
  result: null,
  predictions: [],
  ranCuts: NO_CUTS,
  wholePredictions: [],
  layerStats: null,
  halfError: null,
  networkRange: null,
  runError: null,
} as const satisfies Partial<RunSlice>;

/** As `NO_RESULT`, where the weights do not belong either. */
const NOTHING_RUN = { ...NO_RESULT, weights: null } as const satisfies Partial<RunSlice>;

/** A weights file with the name it goes by, and its entry of the catalogue if it has one. */
interface Offer {
  readonly from: WeightsSource;
  readonly title: string;
  readonly entry?: CatalogueEntry;
  readonly loss?: UserError;
}

/** Order in which backends are preferred; a software adapter is never taken without being asked for. */
const PREFERENCE: readonly BackendId[] = ['webgpu', 'wasm', 'webgl', 'cpu'];

/** Pictures running through the network, in a worker that `createClient` gives and that starts when it is first needed. */
export function createRunSlice(createClient: () => WorkerClient): StateCreator<AppState, [], [], RunSlice> {
  return (set, get) => {
    let client: WorkerClient | undefined;
    const work = new CurrentWork(get, set);
    /** The weights file that is open in the worker, to be loaded again after a loss. */
    let source: Offer | undefined;
    /** The weights file that did not fit, to be put into the network that it does fit. */
    let misfit: Offer | undefined;
    /** Network, backend and weights that the worker holds; empty after a loss. */
    let loaded = '';

    function worker(): WorkerClient {
      if (client !== undefined) return client;
      client = createClient();
      client.onLost(({ rule, values }) => {
        loaded = '';
        const { run, runError, misfit: unfit } = get();
        const stays = { run: run === 'done' ? 'idle' : run, runError, misfit: unfit } as const;
        // Work that did not stop takes the worker with it, but nothing that was said, and nothing that was begun since.
        set({ ...NO_RESULT, ...(rule === STOPPED ? stays : { runError: { rule, values }, run: 'error' }) });
      });
      return client;
    }

    /** Puts in what the worker tells of a layer, unless another run came between. */
    async function look(id: string, read: () => Promise<Partial<RunSlice>>): Promise<void> {
      const { result, analysis } = get();
      if (result === null || loaded === '' || analysis?.byId.get(id)?.node.role !== undefined) return;
      try {
        const found = await read();
        if (get().result === result) set(found);
      } catch (error) {
        set({ runError: toUserError(error) });
      }
    }

    function wanted(): string {
      const { network, size, classes, backend, weights } = get();
      return [network, size.join('x'), classes, backend, runsInHalf(get()), weights?.title, weights?.bytes].join(' ');
    }

    async function ensureBackend(options: CallOptions): Promise<void> {
      if (get().backends.length === 0) await get().probe();
      const { backend, backends } = get();
      if (backend === null) return;
      // Choosing webgpu in the list is asking for it, whatever adapter there is.
      await worker().call(
        'useBackend',
        { id: backend, allowSoftware: backends.some(({ id }) => id === backend) },
        options,
      );
    }

    /** Opens a weights file and, if it fits the network, puts it in. One that does not fit leaves everything as it was. */
    async function load(offer: Offer, options: Required<CallOptions>): Promise<void> {
      const index = await worker().call('openWeights', { source: offer.from }, options);
      try {
        await putIn(offer, index, options);
      } finally {
        await worker().call('closeWeights', { handle: index.handle });
      }
    }

    async function putIn(offer: Offer, index: WeightsIndex, options: Required<CallOptions>): Promise<void> {
      const { analysis } = get();
      if (analysis === null) return;
      const match = matchWeights(stateEntries(analysis), index.tensors);
      if (!match.complete) {
        misfit = offer;
        set({ run: 'error', misfit: { title: offer.title, ...match, fits: fittingNetworks(index.tensors) } });
        return;
      }
      await ensureBackend(options);
      loaded = '';
      const report = await worker().call(
        'loadNetwork',
        { graph: analysis.graph, handle: index.handle, half: runsInHalf(get()) },
        options,
      );
      source = offer;
      const { network, size, classes } = get();
      const lastWeights = { source: offer.from, network, size, classes, ...(offer.entry && { entry: offer.entry }) };
      set({ ...NOTHING_RUN, weights: toWeights(offer, index, report), lastWeights });
      loaded = wanted();
    }

    /** Puts another network on the table without ending the work that asked for it. */
    function switchNetwork(network: string, classes: number | null): void {
      if (network === get().network && (classes ?? get().classes) === get().classes) return;
      work.aside(() => get().openNetwork(network, null, classes));
      set({ run: 'loading' });
    }

    async function download(spec: DownloadSpec, options: CallOptions): Promise<Pick<Offer, 'from' | 'loss'>> {
      const { key, loss } = await worker().call('download', spec, options);
      set({ stored: await worker().call('listStored', {}) });
      return { from: { from: 'store', key }, ...(loss && { loss }) };
    }

    return {
      ...NOTHING_RUN,
      backends: [],
      backend: null,
      half: false,
      lastWeights: null,
      picture: null,
      scope: 'layer',
      stored: [],

      async probe() {
        try {
          const [backends, stored] = await Promise.all([worker().call('probe', {}), worker().call('listStored', {})]);
          set({ backends, stored, backend: get().backend ?? preferred(backends) });
        } catch (error) {
          set({ runError: toUserError(error) });
        }
      },

      chooseBackend(id) {
        set({ backend: id, runError: null });
      },

      chooseHalf(isWanted) {
        set({ half: isWanted, runError: null });
      },

      async setPicture(blob, name) {
        const before = get();
        const isLoading = before.run === 'loading';
        if (!isLoading) work.stop();
        const url = URL.createObjectURL(blob);
        set({
          ...NO_RESULT,
          ...(isLoading && { run: before.run, progress: before.progress }),
          picture: { blob: new File([blob], name, { type: blob.type }), name, url },
        });
        try {
          await openPicture(url);
          if (before.picture !== null) URL.revokeObjectURL(before.picture.url);
        } catch {
          URL.revokeObjectURL(url);
          if (get().picture?.url !== url) return;
          const { picture, result, predictions, ranCuts, wholePredictions, layerStats, networkRange } = before;
          const type = blob.type === '' ? '?' : blob.type;
          const runError = { rule: 'notAPicture', values: { name, type } };
          set({
            picture,
            result,
            predictions,
            ranCuts,
            wholePredictions,
            layerStats,
            networkRange,
            runError,
          });
          if (!isLoading) set({ run: 'error' });
        }
      },

      openWeights: (file) =>
        work.start('loading', (options) =>
          load({ from: { from: 'file', file, name: file.name }, title: file.name }, options),
        ),

      useEntry: (entry) =>
        work.start('loading', async (options) => {
          const { url, title, network, classes } = entry;
          const file =
            entry.kind === 'built-in'
              ? { from: { from: 'url', url: new URL(url, document.baseURI).href } as const }
              : await download(toDownload(entry), options);
          switchNetwork(network, classes);
          await load({ ...file, title, entry }, options);
        }),

      useAddress: (url) =>
        work.start('loading', async (options) => {
          const title = url.slice(url.lastIndexOf('/') + 1);
          await load({ ...(await download({ url, title }, options)), title }, options);
        }),

      useStored: ({ key, title, loss }, entry) =>
        work.start('loading', async (options) => {
          if (entry !== undefined) switchNetwork(entry.network, entry.classes);
          const file = { from: { from: 'store', key } as const, ...(loss && { loss }) };
          await load({ ...file, title: entry?.title ?? title, ...(entry && { entry }) }, options);
        }),

      useMisfit: ({ network, classes }) =>
        work.start('loading', async (options) => {
          if (misfit === undefined) return;
          switchNetwork(network, classes ?? null);
          await load(misfit, options);
        }),

      async deleteStored(key) {
        try {
          await worker().call('deleteStored', { key });
          set({ stored: await worker().call('listStored', {}) });
        } catch (error) {
          set({ runError: toUserError(error) });
        }
      },

      runPicture: () =>
        work.start('running', async (options) => {
          const input = runInput(get());
          if (input === null || source === undefined) {
            set({ run: 'idle' });
            return;
          }
          if (loaded !== wanted()) {
            await load(source, options);
            set({ run: 'running' });
          }
          const { network, classes, analysis, cuts, wholePredictions: known } = get();
          const names = await classNames(classes, findNetwork(network)?.family ?? '');
          const pass = async (more: { variant?: Graph }) => {
            const result = await worker().call('run', { ...input, ...more }, options);
            return { result, predictions: toPredictions(result.logits, names) };
          };
          // A cut network is compared with the whole one, which has to have seen the picture.
          const whole = cuts.size > 0 && known.length > 0 ? null : await pass({});
          const cut =
            cuts.size === 0 || analysis === null
              ? null
              : await pass({ variant: cutResiduals(analysis.graph, analysis.residuals, cuts) });
          const wholePredictions = whole?.predictions ?? known;
          set({
            ...(cut ?? whole),
            wholePredictions,
            ranCuts: cuts,
            run: 'done',
            layerStats: null,
            halfError: null,
            networkRange: null,
          });
          const shown = get().node ?? analysis?.graph.nodes[1]?.id;
          if (shown !== undefined) await get().showStats(shown);
          if (get().result?.half === true) set({ halfError: await worker().call('halfError', {}, options) });
        }),

      cancel: () => work.stop(),

      showStats: (id) => look(id, async () => ({ layerStats: await worker().call('layerStats', { id }) })),

      setScope(scope) {
        set({ scope });
        if (scope !== 'network' || get().networkRange !== null || get().result === null) return;
        worker()
          .call('networkRange', {})
          .then(
            (networkRange) => set({ networkRange }),
            (error: unknown) => set({ runError: toUserError(error) }),
          );
      },

      ask: (...call) => worker().call(...call),

      forgetRun(isOtherNetwork) {
        work.drop();
        loaded = '';
        if (isOtherNetwork) source = undefined;
        set(isOtherNetwork ? NOTHING_RUN : NO_RESULT);
        client?.call('unloadNetwork', {}).catch((error: unknown) => set({ runError: toUserError(error) }));
      },

      dismissRunError: () =>
        set({ runError: null, misfit: null, ...(get().run === 'error' && { run: settled(get()) }) }),
    };
  };
}

/** Resolves if the browser can show the picture. Only its head is read: 12,000 × 9,000 pixels need not be decoded for that. */
async function openPicture(url: string): Promise<void> {
  await new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = resolve;
    image.onerror = reject;
    image.src = url;
  });
}

function toDownload({ url, network, title, bytes, exact, sha256 }: CatalogueEntry): DownloadSpec {
  return {
    url,
    title: `${network}, ${title}`,
    ...(exact && { bytes }),
    ...(sha256 !== undefined && { sha256 }),
  };
}

/** Whether the next network is put into half precision. */
function runsInHalf({ half, backend, backends }: RunSlice): boolean {
  return half && backends.some((status) => status.id === backend && status.half === true);
}

function preferred(backends: readonly BackendStatus[]): BackendId {
  const usable = PREFERENCE.find((id) =>
    backends.some((status) => status.id === id && status.available && !status.software),
  );
  return usable ?? 'cpu';
}

function toWeights({ title, entry, loss }: Offer, index: WeightsIndex, report: LoadReport): Weights {
  return {
    title,
    format: index.format,
    bytes: index.bytes,
    quantised: index.quantised,
    unexpected: report.match.unexpected,
    nonFinite: report.nonFinite,
    ...(loss !== undefined && { loss }),
    ...(entry !== undefined && { entry }),
  };
}
