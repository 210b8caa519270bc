import type { HeadFrame, HeadWeights } from '../worker/protocol.ts';
import type { UserError } from './AppState.ts';
import type { FrozenBody } from './feature-reader.ts';

/** A picture as it comes from the disk, the camera or the app. */
export interface Offered {
  readonly blob: Blob;
  readonly name: string;
}

/** A picture with what the frozen network makes of it. */
export interface TransferPicture extends Offered {
  readonly id: number;
  /** Object URL to show it by. */
  readonly url: string;
  /** `null` until the network has seen it. */
  readonly features: Float32Array | null;
  /** What the head says of it, if it is held out and there is a head. */
  readonly probabilities: readonly number[] | null;
}

/** A class that the learner has named, and its pictures. */
export interface TransferClass {
  readonly id: number;
  readonly name: string;
  readonly pictures: readonly TransferPicture[];
}

/** All pictures of the learner. */
export interface Pictures {
  readonly classes: readonly TransferClass[];
  /** No class learns from these. */
  readonly heldOut: readonly TransferPicture[];
}

/** Pictures to begin with. */
export interface Examples {
  readonly classes: readonly { readonly name: string; readonly pictures: readonly Offered[] }[];
  readonly heldOut: readonly Offered[];
}

/** A head that was trained or loaded, with the names that it knows. */
export interface TransferHead extends HeadWeights {
  readonly classes: readonly string[];
  /** Name of the file it was loaded from. */
  readonly file?: string;
}

/** Why there can be no training yet: message id under `lessons.transfer.shortfall`, and the values of its sentence. */
export interface Shortfall {
  readonly kind: 'classes' | 'unnamed' | 'twice' | 'empty' | 'few';
  readonly name: string;
  readonly count: number;
}

/** A new head on a frozen network. */
export interface TransferState extends Pictures {
  readonly body: FrozenBody | null;
  readonly head: TransferHead | null;
  readonly frames: readonly HeadFrame[];
  readonly phase: 'idle' | 'reading' | 'training';
  /** Pictures whose features are read, of all. */
  readonly progress: { readonly done: number; readonly total: number } | null;
  readonly error: UserError | null;
  /** What was missing when training was asked for. */
  readonly shortfall: Shortfall | null;
  /** Freezes a network; features and head of the former one are forgotten. */
  freeze(body: FrozenBody): void;
  /** Puts pictures in the place of all there are. Where they cannot be had, that is the error, and nothing else changes. */
  begin(load: () => Promise<Examples>): Promise<void>;
  addClass(name: string): void;
  removeClass(id: number): void;
  rename(id: number, name: string): void;
  /** Adds pictures to a class, or to those held out where `null`, and reads their features. */
  addPictures(id: number | null, pictures: readonly Offered[]): Promise<void>;
  removePicture(id: number): void;
  train(): Promise<void>;
  stop(): void;
  /** The head as a file; `null` if there is none, or it could not be written. */
  save(): Promise<Blob | null>;
  open(file: File): Promise<void>;
  /** Forgets pictures and head. */
  clear(): void;
  /** Frees what the worker holds. Pictures and head stay for the next visit. */
  leave(): void;
}
