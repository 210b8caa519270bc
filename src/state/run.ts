import type { StateCreator } from 'zustand/vanilla';
import { analyze } from '../engine/analyze.ts';
import { type Candidate, rankNetworks } from '../engine/rank-networks.ts';
import { stateEntries } from '../engine/state-entries.ts';
import type {
  BackendId,
  BackendStatus,
  LoadReport,
  Progress,
  WeightsIndex,
  WeightsSource,
} from '../worker/protocol.ts';
import type { CallOptions, WorkerClient } from '../worker/WorkerClient.ts';
import { findNetwork, networks } from '../zoo/index.ts';
import { resizeFor } from '../zoo/resize-for.ts';
import type { CatalogueEntry } from '../zoo/weights.ts';
import type { AppState } from './AppState.ts';
import { classNames, toPredictions } from './predictions.ts';
import type { RunProgress, RunSlice, Weights } from './RunSlice.ts';
import { toUserError } from './user-error.ts';

/** What is forgotten when network, size or classes change: nothing of it belongs to the new network. */
const NO_RESULT = {
  misfit: null,
  run: 'idle',
  progress: null,
  result: null,
  predictions: [],
  activation: null,
  networkRange: null,
  runError: null,
} as const satisfies Partial<RunSlice>;

/** As `NO_RESULT`, where the weights do not belong either. */
const NOTHING_RUN = { ...NO_RESULT, weights: null } as const satisfies Partial<RunSlice>;

/** Order in which backends are preferred; a software adapter is never taken without being asked for. */
const PREFERENCE: readonly BackendId[] = ['webgpu', 'wasm', 'webgl', 'cpu'];

/** Pictures running through the network, in a worker that `createClient` gives and that starts when it is first needed. */
export function createRunSlice(createClient: () => WorkerClient): StateCreator<AppState, [], [], RunSlice> {
  return (set, get) => {
    let client: WorkerClient | undefined;
    let running: AbortController | undefined;
    /** The weights file that is open in the worker, to be loaded again after a loss. */
    let source: WeightsSource | undefined;
    /** Network, backend and weights that the worker holds; empty after a loss. */
    let loaded = '';

    function worker(): WorkerClient {
      if (client !== undefined) return client;
      client = createClient();
      client.onLost((error) => {
        loaded = '';
        set({ runError: { rule: error.rule, values: error.values }, run: 'error', progress: null });
      });
      return client;
    }

    function wanted(): string {
      const { network, size, classes, backend, weights } = get();
      return [network, size.join('x'), classes, backend, weights?.title, weights?.bytes].join(' ');
    }

    /** Runs work that can be cancelled, with progress; errors become the alert, and the state before stays. */
    async function guarded(
      state: 'loading' | 'running',
      work: (options: Required<CallOptions>) => Promise<void>,
    ): Promise<void> {
      running?.abort();
      const controller = new AbortController();
      running = controller;
      const before = get().result === null ? 'idle' : 'done';
      set({ run: state, runError: null, progress: null });
      try {
        await work({
          signal: controller.signal,
          onProgress: meter((progress) => running === controller && set({ progress })),
        });
      } catch (error) {
        if (running !== controller) return;
        const stopped = controller.signal.aborted;
        set(stopped ? { run: before } : { run: 'error', runError: toUserError(error) });
      } finally {
        if (running === controller) {
          running = undefined;
          set({ progress: null });
        }
      }
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

    async function load(
      from: WeightsSource,
      title: string,
      options: CallOptions,
      entry?: CatalogueEntry,
    ): Promise<void> {
      await ensureBackend(options);
      const index = await worker().call('openWeights', { source: from }, options);
      const { analysis } = get();
      if (analysis === null) return;
      const report = await worker().call('loadNetwork', { graph: analysis.graph, handle: index.handle }, options);
      await worker().call('closeWeights', { handle: index.handle });
      if (!report.match.complete) {
        loaded = '';
        set({ ...NOTHING_RUN, misfit: { title, ...report.match, fits: rankedNetworks(index) } });
        return;
      }
      source = from;
      set({ ...NOTHING_RUN, weights: toWeights(title, index, report, entry) });
      loaded = wanted();
    }

    return {
      ...NOTHING_RUN,
      backends: [],
      backend: null,
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

      async setPicture(blob, name) {
        const { picture: before, run, progress } = get();
        const isLoading = run === 'loading';
        if (!isLoading) running?.abort();
        const url = URL.createObjectURL(blob);
        set({
          ...NO_RESULT,
          ...(isLoading && { run, progress }),
          picture: { blob: new File([blob], name, { type: blob.type }), name, url },
        });
        try {
          (await createImageBitmap(blob)).close();
          if (before !== null) URL.revokeObjectURL(before.url);
        } catch {
          URL.revokeObjectURL(url);
          if (get().picture?.url !== url) return;
          const type = blob.type === '' ? '?' : blob.type;
          set({ picture: before, runError: { rule: 'notAPicture', values: { name, type } } });
        }
      },

      openWeights: (file) =>
        guarded('loading', (options) => load({ from: 'file', file, name: file.name }, file.name, options)),

      useEntry: (entry) =>
        guarded('loading', async (options) => {
          if (entry.kind === 'built-in') {
            await load({ from: 'url', url: new URL(entry.url, document.baseURI).href }, entry.title, options, entry);
            return;
          }
          const { url, title, bytes, exact, sha256 } = entry;
          const spec = {
            url,
            title: `${entry.network}, ${title}`,
            ...(exact && { bytes }),
            ...(sha256 !== undefined && { sha256 }),
          };
          const { key } = await worker().call('download', spec, options);
          set({ stored: await worker().call('listStored', {}) });
          await load({ from: 'store', key }, entry.title, options, entry);
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
        guarded('running', async (options) => {
          const { picture, weights, network, size, classes } = get();
          const entry = findNetwork(network);
          if (picture === null || weights === null || entry === undefined || source === undefined) {
            set({ run: 'idle' });
            return;
          }
          if (loaded !== wanted()) {
            await load(source, weights.title, options, weights.entry);
            set({ run: 'running' });
          }
          const { resize: ownResize, mean, std } = weights.entry?.preprocessing ?? entry.preprocessing;
          const resize = resizeFor({ defaults: entry.defaults, preprocessing: { resize: ownResize, mean, std } }, size);
          const result = await worker().call(
            'run',
            { image: picture.blob, preprocess: { resize, crop: size, mean, std } },
            options,
          );
          const predictions = toPredictions(result.logits, await classNames(classes, entry.family));
          set({ result, predictions, run: 'done', activation: null, networkRange: null });
          const shown = get().node ?? entry.build(get()).nodes[1]?.id;
          if (shown !== undefined) await get().showActivation(shown);
        }),

      cancel() {
        running?.abort();
      },

      async showActivation(id) {
        const { result, analysis } = get();
        if (result === null || analysis?.byId.get(id)?.node.role !== undefined) return;
        try {
          const activation = await worker().call('activation', { id });
          if (get().result === result) set({ activation });
        } catch (error) {
          set({ runError: toUserError(error) });
        }
      },

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

      forgetRun(isOtherNetwork) {
        running?.abort();
        running = undefined;
        loaded = '';
        if (isOtherNetwork) source = undefined;
        set(isOtherNetwork ? NOTHING_RUN : NO_RESULT);
        client?.call('unloadNetwork', {}).catch((error: unknown) => set({ runError: toUserError(error) }));
      },

      dismissRunError: () => set({ runError: null, misfit: null }),
    };
  };
}

function preferred(backends: readonly BackendStatus[]): BackendId {
  const usable = PREFERENCE.find((id) =>
    backends.some((status) => status.id === id && status.available && !status.software),
  );
  return usable ?? 'cpu';
}

function toWeights(title: string, index: WeightsIndex, report: LoadReport, entry: CatalogueEntry | undefined): Weights {
  return {
    title,
    format: index.format,
    bytes: index.bytes,
    quantised: index.quantised,
    unexpected: report.match.unexpected,
    nonFinite: report.nonFinite,
    ...(entry !== undefined && { entry }),
  };
}

/** Networks of the zoo that a file would fit, the best first. */
function rankedNetworks({ tensors }: WeightsIndex): readonly { readonly network: string; readonly classes?: number }[] {
  const candidates: readonly Candidate[] = networks.map((entry) => ({
    id: entry.id,
    entries: stateEntries(analyze(entry.build(entry.defaults))),
  }));
  return rankNetworks(tensors, candidates)
    .slice(0, 3)
    .map(({ id, classes }) => ({ network: id, ...(classes !== undefined && { classes }) }));
}

/** Adds rate and time left to progress, from the time since the phase began. */
function meter(report: (progress: RunProgress) => void): (progress: Progress) => void {
  let phase = '';
  let start = 0;
  let first = 0;
  return (progress) => {
    const now = performance.now();
    if (progress.phase !== phase) [phase, start, first] = [progress.phase, now, progress.done];
    const seconds = (now - start) / 1000;
    const rate = seconds > 0 ? (progress.done - first) / seconds : 0;
    const left = rate > 0 && progress.total > 0 ? (progress.total - progress.done) / rate : null;
    report({ ...progress, rate, secondsLeft: left });
  };
}
