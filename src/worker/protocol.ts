import type { Graph } from '../engine/graph.ts';
import type { TensorInfo, WeightsMatch } from '../engine/match-weights.ts';
import type { Shape } from '../engine/shape.ts';
import type { HeadFile, HeadPlace } from '../formats/head-file.ts';
import type { BackendId } from '../runtime/backends/Backend.ts';
import type { Gradients } from '../runtime/backward/backward.ts';
import type { HalfError } from '../runtime/half-error.ts';
import type { HeadExamples, HeadFrame, HeadWeights } from '../runtime/head/Head.ts';
import type { LabFrame, LabSpec } from '../runtime/lab/LabSpec.ts';
import type { NotFused, NotHalf } from '../runtime/open-network.ts';
import type { PictureSpec, Pictures } from '../runtime/output-pictures.ts';
import type { OutputRows, RowsSpec } from '../runtime/output-rows.ts';
import type { PreprocessSpec } from '../runtime/preprocess.ts';
import type { NodeTime } from '../runtime/RunOptions.ts';
import type { ChannelStats } from '../runtime/statistics.ts';
import type { DownloadSpec, StoredWeights } from '../runtime/store/WeightsStore.ts';

export type {
  BackendId,
  ChannelStats,
  DownloadSpec,
  Gradients,
  HalfError,
  HeadExamples,
  HeadFile,
  HeadFrame,
  HeadPlace,
  HeadWeights,
  LabFrame,
  LabSpec,
  NodeTime,
  NotFused,
  NotHalf,
  Pictures,
  PreprocessSpec,
  StoredWeights,
};

/** What this machine offers for one backend. */
export interface BackendStatus {
  readonly id: BackendId;
  readonly available: boolean;
  /** Adapter or build that would run: `nvidia ampere`, `SIMD, 4 threads`. Empty if unavailable. */
  readonly detail: string;
  /** A software adapter: right but slow, used only if the user picks it. */
  readonly software: boolean;
  /** Whether it computes in half precision where that is asked for; absent where there is none. */
  readonly half?: boolean;
  /** Message id of why it is not available. */
  readonly reason?: string;
}

/** Weights: a file chosen by the user, stored on this device, or shipped with the app; or arrays that the page made. */
export type WeightsSource =
  | {
      readonly from: 'arrays';
      readonly arrays: ReadonlyMap<string, { readonly shape: Shape; readonly data: Float32Array }>;
    }
  | { readonly from: 'file'; readonly file: Blob; readonly name: string }
  | { readonly from: 'store'; readonly key: string }
  | { readonly from: 'url'; readonly url: string };

/** A weights file that was opened, before it is known to fit. */
export interface WeightsIndex {
  /** Handle to name it by in later calls. */
  readonly handle: string;
  /** `safetensors`, `pytorch-zip`, `pytorch-legacy`, `arrays`. */
  readonly format: string;
  readonly bytes: number;
  readonly tensors: readonly (TensorInfo & { readonly dtype: string })[];
  /** Whether codes of a product quantisation were found. */
  readonly quantised: boolean;
}

/** What became of the weights when they were put into the network. */
export interface LoadReport {
  readonly match: WeightsMatch;
  /** Names of tensors that hold NaN or infinity. */
  readonly nonFinite: readonly string[];
  readonly milliseconds: number;
}

/** What each step of the preprocessing made, for showing. */
export interface PreprocessReport {
  /** After EXIF rotation, in pixels: height, width. */
  readonly original: readonly [number, number];
  readonly resized: readonly [number, number];
  readonly cropped: readonly [number, number];
  /** The cropped picture as RGBA bytes, row by row. */
  readonly rgba: Uint8ClampedArray;
}

/** Result of one forward pass. */
export interface RunResult {
  readonly backend: BackendStatus;
  readonly logits: Float32Array;
  /** One for each node, or for each group of nodes that the fused executor computes in one go. */
  readonly times: readonly NodeTime[];
  readonly milliseconds: number;
  /** Why the network ran layer by layer; absent where it ran fused. */
  readonly notFused?: NotFused;
  /** Whether it ran in half precision, and why not where that was wanted. */
  readonly half: boolean;
  readonly notHalf?: NotHalf;
  readonly preprocess: PreprocessReport;
  /** First node whose output holds NaN or infinity, if any. */
  readonly firstNonFinite?: string;
}

/** How fast a network runs on a backend. */
export interface MeasureResult {
  /** Milliseconds of each run, without those that warm up. */
  readonly runs: readonly number[];
  /** For each node, or group of nodes that is computed in one go, the median over the runs. */
  readonly times: readonly NodeTime[];
  readonly notFused?: NotFused;
  /** What half precision did to the logits of the made-up input, where it ran in that. */
  readonly halfError?: HalfError;
  /** Why there is no half precision where that was to be measured: then nothing was. */
  readonly notHalf?: NotHalf;
}

/** One layer's output for the last picture, in PyTorch's order. */
export interface ActivationResult {
  readonly id: string;
  readonly shape: Shape;
  /** `[C, H, W]`, row-major. */
  readonly data: Float32Array;
  readonly channels: readonly ChannelStats[];
}

/** Statistics of each channel of one layer's output for the last picture. */
export interface LayerStats {
  readonly id: string;
  readonly shape: Shape;
  readonly channels: readonly ChannelStats[];
}

/** An output that is compared: of the network itself, of what ran last, or what the latter is more than the former. */
export interface RowSource {
  readonly id: string;
  readonly of: 'whole' | 'last' | 'difference';
}

/** Smallest and largest value of every layer of the last run: the scale of the scope "network". */
export interface NetworkRange {
  readonly min: number;
  readonly max: number;
}

/** Progress of anything that takes longer than a second. */
export interface Progress {
  /** What is being done: message id under `progress.` in the run texts. */
  readonly phase: 'download' | 'read' | 'verify' | 'upload' | 'compile' | 'decode' | 'forward' | 'backward';
  readonly done: number;
  readonly total: number;
  readonly unit: 'bytes' | 'layers' | 'kernels';
  /** Node that is being computed, for `forward` and `backward`. */
  readonly node?: string;
}

/** Every call to the worker: what goes in, what comes out. Progress may come in between; any call can be aborted. */
export interface Calls {
  /** What the machine has. Never starts a software adapter. */
  probe: { in: Record<string, never>; out: readonly BackendStatus[] };
  /** Starts a backend; frees the former one with all tensors. */
  useBackend: {
    in: { readonly id: BackendId; readonly allowSoftware: boolean; readonly mostThreads?: number };
    out: BackendStatus;
  };
  openWeights: { in: { readonly source: WeightsSource }; out: WeightsIndex };
  closeWeights: { in: { readonly handle: string }; out: null };
  /** Puts weights into a network and makes it the current one, in half precision where that is wanted and can be had; the former one is freed. */
  loadNetwork: {
    in: { readonly graph: Graph; readonly handle: string; readonly half?: boolean };
    out: LoadReport;
  };
  /** Frees network, weights and activations. */
  unloadNetwork: { in: Record<string, never>; out: null };
  /**
   * Runs a picture through the network, or through a variant of it whose nodes have the same weights. The variant stands in for the
   * network until the next run; the network's own last run is kept to be compared with.
   */
  run: {
    in: { readonly image: Blob; readonly preprocess: PreprocessSpec; readonly variant?: Graph };
    out: RunResult;
  };
  /** Runs the last picture through the network in float32, layer by layer, and compares; those layers are there to be looked at then. */
  halfError: { in: Record<string, never>; out: HalfError };
  /** The logits of a variant of the network; what ran before stays as it is. */
  runAside: {
    in: { readonly image: Blob; readonly preprocess: PreprocessSpec; readonly variant: Graph };
    out: Float32Array;
  };
  /** Runs a picture through the network, or a variant of it, and back from its loss for a class; what ran before stays as it is. */
  gradients: {
    in: {
      readonly image: Blob;
      readonly preprocess: PreprocessSpec;
      readonly variant?: Graph;
      /** Index of the class whose cross-entropy is the loss. */
      readonly label: number;
      readonly ofWeights?: boolean;
    };
    out: Gradients;
  };
  /** An output of what ran last, or one channel of it. */
  activation: { in: { readonly id: string; readonly channel?: number }; out: ActivationResult };
  /** What `activation` would tell of the channels of what ran last, without its values. */
  layerStats: { in: { readonly id: string }; out: LayerStats };
  /** Some channels of one layer's output as pictures, in colours that the page gives. */
  pictures: { in: { readonly id: string } & PictureSpec; out: Pictures };
  /** The same channels of outputs of one shape as pictures on one scale. */
  rows: { in: { readonly rows: readonly RowSource[] } & RowsSpec; out: OutputRows };
  /** The Euclidean norm of each of some outputs; with `whole`, of the network itself where a variant ran last. */
  norms: { in: { readonly ids: readonly string[]; readonly whole?: boolean }; out: readonly number[] };
  networkRange: { in: Record<string, never>; out: NetworkRange };
  /** Runs a network with made-up weights on the backend in use, a few times, in half precision where that is wanted; one that is loaded is freed. */
  measure: { in: { readonly graph: Graph; readonly half?: boolean }; out: MeasureResult };
  /** Builds a lab network, freeing the former one; gives its first batch's norms before any step. */
  labStart: { in: { readonly spec: LabSpec }; out: LabFrame };
  /** Takes training steps and gives their frames. */
  labStep: { in: { readonly count: number }; out: readonly LabFrame[] };
  /** Class probabilities `[points, classes]` of the lab network for points or pictures, row by row. */
  labPredict: { in: { readonly inputs: Float32Array }; out: Float32Array };
  /** The examples of the lab's task. */
  labData: {
    in: Record<string, never>;
    out: {
      readonly inputs: Float32Array;
      readonly labels: Int32Array;
      readonly classes: number;
      readonly shape: readonly number[];
    };
  };
  labStop: { in: Record<string, never>; out: null };
  /** Takes steps of training from this head, or from zero; keeps nothing. */
  headTrain: {
    in: { readonly examples: HeadExamples; readonly start: HeadWeights | null; readonly steps: number };
    out: { readonly head: HeadWeights; readonly frames: readonly HeadFrame[] };
  };
  /** Class probabilities `[pictures, classes]` of features, row by row. */
  headPredict: { in: { readonly head: HeadWeights; readonly features: Float32Array }; out: Float32Array };
  /** A head as a safetensors file, and back. */
  headWrite: { in: HeadFile; out: Blob };
  headRead: { in: { readonly file: Blob; readonly name: string; readonly place: HeadPlace }; out: HeadFile };
  /** What lives on the backend: tensors of tfjs with their bytes, and bytes of the fused executor. */
  memory: {
    in: Record<string, never>;
    out: { readonly tensors: number; readonly bytes: number; readonly fused: number };
  };
  download: { in: DownloadSpec; out: StoredWeights };
  listStored: { in: Record<string, never>; out: readonly StoredWeights[] };
  deleteStored: { in: { readonly key: string }; out: null };
  estimate: {
    in: Record<string, never>;
    out: { readonly usage: number; readonly quota: number; readonly kind: 'opfs' | 'memory' };
  };
}

/** Name of a call. */
export type CallName = keyof Calls;

/** An error on its way to the page: a message id of `errors.json` and the values of its sentence. */
export interface WireError {
  readonly rule: string;
  readonly values: Readonly<Record<string, string | number>>;
  /** The English message, for the log. */
  readonly message: string;
}

/** Page to worker. */
export type Request =
  | {
      [Name in CallName]: {
        readonly kind: 'call';
        readonly id: number;
        readonly name: Name;
        readonly input: Calls[Name]['in'];
      };
    }[CallName]
  | { readonly kind: 'abort'; readonly id: number };

/** Worker to page. */
export type Response =
  | { readonly kind: 'progress'; readonly id: number; readonly progress: Progress }
  | { readonly kind: 'result'; readonly id: number; readonly output: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly error: WireError }
  | { readonly kind: 'aborted'; readonly id: number }
  | { readonly kind: 'lost'; readonly error: WireError };
