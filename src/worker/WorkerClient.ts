import type { CallName, Calls, Progress, WireError } from './protocol.ts';

/** Options of one call. */
export interface CallOptions {
  /** Aborting ends the call with an `AbortError`; the worker is replaced if it does not stop by itself. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/** The page's end of the conversation. Calls run one after another. */
export interface WorkerClient {
  call<Name extends CallName>(name: Name, input: Calls[Name]['in'], options?: CallOptions): Promise<Calls[Name]['out']>;
  /** Told when backend and network were lost (GPU reset, worker replaced): both must be set up again. */
  onLost(listener: (error: WireError) => void): () => void;
  /** Ends the worker. */
  close(): void;
}

/** An error that came from the worker: `rule` is a message id, `values` fill its sentence. */
export class WorkerError extends Error {
  readonly rule: string;
  readonly values: Readonly<Record<string, string | number>>;
  constructor(error: WireError) {
    super(error.message);
    this.name = 'WorkerError';
    this.rule = error.rule;
    this.values = error.values;
  }
}
