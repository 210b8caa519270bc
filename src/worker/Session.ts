import type { Analysis } from '../engine/analysis.ts';
import { analyze } from '../engine/analyze.ts';
import type { Graph } from '../engine/graph.ts';
import { matchWeights } from '../engine/match-weights.ts';
import { stateEntries } from '../engine/state-entries.ts';
import { ArrayStream } from '../formats/ArrayStream.ts';
import type { Checkpoint } from '../formats/Checkpoint.ts';
import { readHead, writeHead } from '../formats/head-file.ts';
import { backends } from '../runtime/backends/index.ts';
import { checkBackward } from '../runtime/backward/check-backward.ts';
import { breather, pause } from '../runtime/breather.ts';
import { checkDevice, checkSizes } from '../runtime/check-device.ts';
import { Execution } from '../runtime/Execution.ts';
import { halfError } from '../runtime/half-error.ts';
import { applyHead, trainHead } from '../runtime/head/train-head.ts';
import { LabNetwork } from '../runtime/lab/LabNetwork.ts';
import { type OpenNetwork, openNetwork, prepareFused } from '../runtime/open-network.ts';
import { preprocess } from '../runtime/preprocess.ts';
import { RuntimeError } from '../runtime/RuntimeError.ts';
import { startBackend } from '../runtime/start-backend.ts';
import { hasNonFinite } from '../runtime/statistics.ts';
import { openStore } from '../runtime/store/open-store.ts';
import { tensorMemory } from '../runtime/tensor-memory.ts';
import { checkpointOf } from './checkpoint-of.ts';
import { decodeImage } from './decode-image.ts';
import {
  firstNonFinite,
  type Shown,
  tellNorms,
  tellPictures,
  tellRange,
  tellRows,
  tellStats,
  tellValues,
} from './layers.ts';
import { loadProgress } from './load-progress.ts';
import { measureNetwork } from './measure-network.ts';
import type { BackendId, BackendStatus, CallName, Calls, NodeTime, Progress, WeightsSource } from './protocol.ts';
import { type Aside, gradientsAside, logitsAside } from './run-aside.ts';

/** How a call is watched and stopped. */
export interface CallContext {
  readonly signal: AbortSignal;
  onProgress(progress: Progress): void;
}

type Handlers = {
  readonly [Name in CallName]: (input: Calls[Name]['in'], context: CallContext) => Promise<Calls[Name]['out']>;
};

/** A network with its weights on the backend. */
interface Loaded extends OpenNetwork {
  readonly analysis: Analysis;
  /** Of the network's own last run. */
  logits?: Float32Array;
  /** What ran last, if not the network itself: the same weights along other ways. */
  variant?: Shown;
}

/** Milliseconds that a device which is gone may take to say so: its calls fail first. */
const LAST_WORDS = 50;

/** The state of the worker: one backend, one network, the weights files that are open, one lab. */
export class Session {
  readonly handlers: Handlers;
  readonly #onLost: (error: RuntimeError) => void;
  readonly #checkpoints = new Map<string, Checkpoint>();
  #backend: BackendStatus | undefined;
  /** The loss of the last device, until another backend is started. */
  #loss: RuntimeError | undefined;
  #loaded: Loaded | undefined;
  #lab: LabNetwork | undefined;
  #handles = 0;

  constructor(onLost: (error: RuntimeError) => void) {
    this.#onLost = onLost;
    this.handlers = {
      probe: async () => Promise.all(Object.keys(backends).map((id) => this.#status(id as BackendId))),
      useBackend: (input) => this.#useBackend(input),
      openWeights: ({ source }) => this.#openWeights(source),
      closeWeights: async ({ handle }) => {
        this.#checkpoints.delete(handle);
        return null;
      },
      loadNetwork: (input, context) => this.#loadNetwork(input, context),
      unloadNetwork: async () => {
        this.#unload();
        return null;
      },
      run: (input, context) => this.#run(input, context),
      halfError: (_input, { signal, onProgress }) => {
        const { analysis, executor, logits } = this.#requireLoaded();
        if (logits === undefined)
          throw new RuntimeError('nothingRun', {}, 'no picture has run through this network yet');
        const breathe = breather();
        return halfError(
          { analysis, executor, logits },
          {
            signal,
            onNode({ id: node }, done, total) {
              onProgress({ phase: 'forward', done, total, unit: 'layers', node });
              return breathe();
            },
          },
        );
      },
      runAside: async (input, context) => logitsAside(await this.#aside(input, input.variant, context)),
      gradients: async (input, context) => {
        const { analysis } = this.#requireLoaded();
        checkBackward(analysis);
        return gradientsAside(await this.#aside(input, input.variant ?? analysis.graph, context), input);
      },
      activation: async (input) => tellValues(this.#shown(), input),
      layerStats: async ({ id }) => tellStats(this.#shown(), id),
      pictures: async (input) => tellPictures(this.#shown(), input),
      rows: async (input) => tellRows({ whole: this.#shown(true), last: this.#shown() }, input),
      norms: async ({ ids, whole }) => tellNorms(this.#shown(whole), ids),
      networkRange: async (_input, { signal }) => tellRange(this.#shown(), signal),
      measure: (input, context) => {
        this.#unload();
        return measureNetwork(this.#requireBackend().id, input, context);
      },
      labStart: ({ spec }) => this.#labStart(spec),
      labStep: ({ count }, context) => this.#labStep(count, context),
      labPredict: ({ inputs }) => this.#requireLab().predict(inputs),
      labData: async () => this.#requireLab().data,
      labStop: async () => {
        this.#lab?.dispose();
        this.#lab = undefined;
        return null;
      },
      headTrain: async ({ examples, start, steps }) => trainHead(examples, start, steps),
      headPredict: async ({ head, features }) => applyHead(head, features),
      headWrite: async (head) => writeHead(head),
      headRead: ({ file, name, place }) => readHead(file, name, place),
      memory: async () => ({ ...tensorMemory(), fused: this.#loaded?.executor.bytes ?? 0 }),
      download: async (spec, { signal, onProgress }) =>
        (await openStore()).download(spec, {
          signal,
          onProgress: (done, total) => onProgress({ phase: 'download', done, total, unit: 'bytes' }),
        }),
      listStored: async () => (await openStore()).list(),
      deleteStored: async ({ key }) => {
        await (await openStore()).delete(key);
        return null;
      },
      estimate: async () => {
        const { usage = 0, quota = 0 } = (await navigator.storage?.estimate?.()) ?? {};
        return { usage, quota, kind: (await openStore()).kind };
      },
    };
  }

  /** Why a call failed: the loss of the device, where that is what lies behind an error of tfjs or the browser. */
  async causeOf(error: unknown): Promise<unknown> {
    const isOurs = error instanceof Error && 'details' in error;
    if (isOurs || this.#backend?.id === 'cpu') return error;
    await pause(LAST_WORDS);
    return this.#loss ?? error;
  }

  async #status(id: BackendId): Promise<BackendStatus> {
    return { id, ...(await backends[id].probe()) };
  }

  async #useBackend({ id, allowSoftware, mostThreads }: Calls['useBackend']['in']): Promise<BackendStatus> {
    if (this.#backend?.id === id) return this.#backend;
    this.#unload();
    this.#lab?.dispose();
    this.#lab = undefined;
    if (this.#backend !== undefined) await backends[this.#backend.id].stop();
    this.#backend = undefined;
    await startBackend(id, { allowSoftware, mostThreads, onLost: (reason) => this.#lose(id, reason) });
    this.#loss = undefined;
    this.#backend = await this.#status(id);
    prepareFused(id);
    return this.#backend;
  }

  /** Forgets all that lived on a device that is gone. */
  #lose(id: BackendId, reason: string): void {
    this.#loss = new RuntimeError('deviceLost', { backend: id, reason }, `${id} was lost: ${reason}`);
    this.#backend = undefined;
    this.#unload();
    this.#lab?.dispose();
    this.#lab = undefined;
    this.#onLost(this.#loss);
  }

  async #openWeights(source: WeightsSource): Promise<Calls['openWeights']['out']> {
    const checkpoint = await checkpointOf(source);
    const handle = String(++this.#handles);
    this.#checkpoints.set(handle, checkpoint);
    const tensors = [...checkpoint.tensors.values()].map(({ name: key, dtype, shape, reshape }) => ({
      name: key,
      dtype,
      shape,
      ...(reshape === true && { reshape }),
    }));
    return { handle, format: checkpoint.format, bytes: checkpoint.bytes, tensors, quantised: checkpoint.quantised };
  }

  async #loadNetwork(
    { graph, handle, half = false }: Calls['loadNetwork']['in'],
    { signal, onProgress }: CallContext,
  ): Promise<Calls['loadNetwork']['out']> {
    const checkpoint = this.#checkpoints.get(handle);
    if (checkpoint === undefined)
      throw new RuntimeError('unknownHandle', { handle }, `no weights file is open under ${handle}`);
    const start = performance.now();
    const analysis = analyze(graph);
    const match = matchWeights(stateEntries(analysis), [...checkpoint.tensors.values()]);
    if (!match.complete) return { match, nonFinite: [], milliseconds: performance.now() - start };
    const { id } = this.#requireBackend();
    checkSizes(id, analysis);
    this.#unload();
    await backends[id].trim();
    const breathe = breather();
    const names = stateEntries(analysis).flatMap(({ name, optional }) => (optional === true ? [] : [name]));
    const arrays = new ArrayStream(checkpoint.tensors, names, signal);
    const network = await openNetwork(
      id,
      analysis,
      async (name, place) => {
        await breathe();
        return arrays.read(name, place);
      },
      { ...loadProgress(signal, onProgress), half },
    );
    this.#loaded = { analysis, ...network };
    if (this.#backend?.id !== id) {
      // The device was lost meanwhile.
      this.#unload();
      this.#requireBackend();
    }
    return { match, nonFinite: network.nonFinite, milliseconds: performance.now() - start };
  }

  async #run(
    { image, preprocess: spec, variant }: Calls['run']['in'],
    { signal, onProgress }: CallContext,
  ): Promise<Calls['run']['out']> {
    const loaded = this.#requireLoaded();
    loaded.variant?.executor.dispose();
    delete loaded.variant;
    if (variant !== undefined) loaded.variant = await variantOf(loaded, variant);
    const { executor, notFused } = this.#shown();
    const backend = this.#requireBackend();
    onProgress({ phase: 'decode', done: 0, total: 1, unit: 'layers' });
    const { picture, original } = await decodeImage(image);
    const { input, resized, cropped } = preprocess(picture, spec);
    let times: NodeTime[] = [];
    const breathe = breather();
    const start = performance.now();
    const { settle, takeFault } = backends[backend.id];
    // Faults from before this run say nothing about it.
    await settle?.();
    takeFault?.();
    const logits = await executor.run(input, {
      signal,
      ...(settle !== undefined && { settle }),
      onNode: (time, done, total) => {
        checkDevice(backend.id, time.id);
        times.push(time);
        onProgress({ phase: 'forward', done, total, unit: 'layers', node: time.id });
        return breathe();
      },
      onTimes: (better) => {
        times = [...better];
      },
    });
    const milliseconds = performance.now() - start;
    if (variant === undefined) loaded.logits = logits;
    // A ReLU of WASM turns NaN into zero: bad weights need not show at the end.
    const isSuspect = hasNonFinite(logits) || loaded.nonFinite.length > 0;
    const firstOdd = isSuspect ? await firstNonFinite(this.#shown(), signal) : undefined;
    return {
      backend,
      logits,
      times,
      milliseconds,
      ...(notFused !== undefined && { notFused }),
      half: variant === undefined && loaded.half,
      ...(loaded.notHalf !== undefined && { notHalf: loaded.notHalf }),
      preprocess: { original, resized, cropped: [cropped.height, cropped.width], rgba: cropped.data },
      ...(firstOdd !== undefined && { firstNonFinite: firstOdd }),
    };
  }

  /** What a pass beside the one that is shown needs. */
  async #aside({ image, preprocess }: Calls['run']['in'], graph: Graph, context: CallContext): Promise<Aside> {
    const weights = await this.#requireLoaded().weights();
    return { ...context, image, preprocess, graph, weights, backend: this.#requireBackend().id };
  }

  async #labStart(spec: Calls['labStart']['in']['spec']): Promise<Calls['labStart']['out']> {
    this.#lab?.dispose();
    this.#lab = new LabNetwork(spec);
    return this.#lab.measure();
  }

  async #labStep(count: number, { signal }: CallContext): Promise<Calls['labStep']['out']> {
    const lab = this.#requireLab();
    const breathe = breather();
    const frames: Calls['labStep']['out'][number][] = [];
    for (let step = 0; step < count; step++) {
      frames.push(await lab.step());
      await breathe();
      signal.throwIfAborted();
    }
    return frames;
  }

  #unload(): void {
    this.#loaded?.variant?.executor.dispose();
    this.#loaded?.executor.dispose();
    this.#loaded = undefined;
  }

  #requireLoaded(): Loaded {
    if (this.#loaded === undefined) throw this.#missing('no network is loaded');
    return this.#loaded;
  }

  /** What ran last, or the network itself. */
  #shown(whole = false): Shown {
    const loaded = this.#requireLoaded();
    return whole ? loaded : (loaded.variant ?? loaded);
  }

  #requireBackend(): BackendStatus {
    if (this.#backend === undefined) throw this.#missing('no backend runs');
    return this.#backend;
  }

  /** Why something is not there: a device that was lost took it along, or it never was. */
  #missing(message: string): RuntimeError {
    return this.#loss ?? new RuntimeError('nothingLoaded', {}, message);
  }

  #requireLab(): LabNetwork {
    if (this.#lab === undefined) throw this.#missing('no lab was started');
    return this.#lab;
  }
}

/** A graph that runs on the weights that are loaded. */
async function variantOf({ weights }: Loaded, graph: Graph): Promise<Shown> {
  const analysis = analyze(graph);
  return { analysis, executor: new Execution(analysis, await weights()), notFused: { rule: 'cut' } };
}
