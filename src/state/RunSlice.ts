import type {
  BackendId,
  BackendStatus,
  HalfError,
  LayerStats,
  NetworkRange,
  Progress,
  RunResult,
  StoredWeights,
  WeightsSource,
} from '../worker/protocol.ts';
import type { WorkerClient } from '../worker/WorkerClient.ts';
import type { CatalogueEntry } from '../zoo/weights.ts';
import type { UserError } from './AppState.ts';
import type { Cuts } from './CutSlice.ts';
import type { FittingNetwork } from './fitting-networks.ts';

export type { HalfError };

/** The picture that runs. */
export interface Picture {
  readonly blob: Blob;
  readonly name: string;
  /** Object URL to show it by; revoked when another picture takes its place. */
  readonly url: string;
}

/** Weights that were checked against the network on the table and fit it. */
export interface Weights {
  readonly title: string;
  readonly format: string;
  readonly bytes: number;
  readonly quantised: boolean;
  /** Names in the file that the network does not know. */
  readonly unexpected: readonly string[];
  /** Names of arrays that hold NaN or infinity. */
  readonly nonFinite: readonly string[];
  /** Why they must be fetched again next time, if they were fetched and cannot be kept. */
  readonly loss?: UserError;
  /** Where they came from, if from the catalogue. */
  readonly entry?: CatalogueEntry;
}

/** Weights that fitted a network, and where they can be read again. */
export interface LastWeights {
  readonly source: WeightsSource;
  readonly network: string;
  readonly size: readonly [height: number, width: number];
  readonly classes: number;
  readonly entry?: CatalogueEntry;
}

/** A weights file that does not fit the network on the table, and the networks that it would fit. */
export interface Misfit {
  readonly title: string;
  readonly missing: readonly string[];
  readonly unexpected: readonly string[];
  readonly misshaped: readonly {
    readonly name: string;
    readonly expected: readonly number[];
    readonly found: readonly number[];
  }[];
  readonly fits: readonly FittingNetwork[];
}

/** State of the forward pass, mirrored to `<html data-run>`. */
export type RunState = 'idle' | 'loading' | 'running' | 'done' | 'error';

/** What the colours of a feature map are scaled by. */
export type ScaleScope = 'channel' | 'layer' | 'network';

/** Progress of the call that runs, with rate and time left where they can be told. */
export interface RunProgress extends Progress {
  /** Units a second. */
  readonly rate: number;
  readonly secondsLeft: number | null;
}

/** A class with its probability. */
export interface Prediction {
  readonly index: number;
  /** English name, where the classes are known; else `null`. */
  readonly name: string | null;
  readonly logit: number;
  readonly probability: number;
}

/** Pictures running through the network. */
export interface RunSlice {
  readonly backends: readonly BackendStatus[];
  /** The backend that will run: chosen by the user, or the best that is not software. */
  readonly backend: BackendId | null;
  /** Whether half precision is wanted, where the backend can do it. Off until someone switches it on, and at the next visit. */
  readonly half: boolean;
  readonly picture: Picture | null;
  readonly weights: Weights | null;
  /** The weights that were put in last; they stay when another network is looked at. */
  readonly lastWeights: LastWeights | null;
  readonly misfit: Misfit | null;
  readonly run: RunState;
  readonly progress: RunProgress | null;
  readonly result: RunResult | null;
  /** All classes, the likeliest first. */
  readonly predictions: readonly Prediction[];
  /** What was cut in the last run. */
  readonly ranCuts: Cuts;
  /** What the whole network says to the same picture. */
  readonly wholePredictions: readonly Prediction[];
  /** The layer that is looked at. */
  readonly layerStats: LayerStats | null;
  /** What half precision did to the last run; `null` where it ran in float32, and until it is known. */
  readonly halfError: HalfError | null;
  readonly scope: ScaleScope;
  readonly networkRange: NetworkRange | null;
  readonly stored: readonly StoredWeights[];
  readonly runError: UserError | null;
  probe(): Promise<void>;
  chooseBackend(id: BackendId): void;
  chooseHalf(isWanted: boolean): void;
  /** Takes a picture at once, and with it drops the last results; a file that is none is refused and what was there comes back. */
  setPicture(blob: Blob, name: string): Promise<void>;
  openWeights(file: File): Promise<void>;
  /** Loads an entry of the catalogue, from the device if it is stored, else by download, and puts its network on the table. */
  useEntry(entry: CatalogueEntry): Promise<void>;
  /** Downloads a weights file from any https address. */
  useAddress(url: string): Promise<void>;
  /** Loads a file that is kept on the device, and its network if it is an entry of the catalogue. */
  useStored(stored: StoredWeights, entry?: CatalogueEntry): Promise<void>;
  /** Puts the file that did not fit into a network that it fits. */
  useMisfit(network: FittingNetwork): Promise<void>;
  deleteStored(key: string): Promise<void>;
  runPicture(): Promise<void>;
  cancel(): void;
  /** Looks at one layer's output of the last run: reads the statistics of its channels, without its values. */
  showStats(id: string): Promise<void>;
  setScope(scope: ScaleScope): void;
  /** Asks the worker for more about the last run. */
  readonly ask: WorkerClient['call'];
  /** Drops results, and the weights too where the network is another; frees what the worker holds. */
  forgetRun(isOtherNetwork: boolean): void;
  dismissRunError(): void;
}
