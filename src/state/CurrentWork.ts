import type { CallOptions } from '../worker/WorkerClient.ts';
import { meter } from './meter.ts';
import type { RunSlice, RunState } from './RunSlice.ts';
import { toUserError } from './user-error.ts';

/** The rule of calls that ended because the worker was replaced. */
export const STOPPED = 'stopped';

/** The state of a run when nothing goes on. */
export function settled({ result }: Pick<RunSlice, 'result'>): RunState {
  return result === null ? 'idle' : 'done';
}

type Told = Pick<RunSlice, 'run' | 'runError' | 'misfit' | 'progress'>;

/** The work that goes on for Run, one at a time: what is begun stops what went before. */
export class CurrentWork {
  readonly #get: () => RunSlice;
  readonly #set: (told: Partial<Told>) => void;
  #running: AbortController | undefined;

  constructor(get: () => RunSlice, set: (told: Partial<Told>) => void) {
    this.#get = get;
    this.#set = set;
  }

  /** Begins work that can be stopped, with progress; errors become the alert, and the state before stays. */
  async start(run: RunState, work: (options: Required<CallOptions>) => Promise<void>): Promise<void> {
    this.stop();
    const controller = new AbortController();
    const { signal } = controller;
    const isCurrent = (): boolean => this.#running === controller;
    this.#running = controller;
    this.#set({ run, runError: null, misfit: null, progress: null });
    const options = { signal, onProgress: meter((progress) => isCurrent() && this.#set({ progress })) };
    try {
      await work(options).catch((error: unknown) => {
        // Earlier work did not stop, and the worker was replaced under this.
        if (signal.aborted || toUserError(error).rule !== STOPPED) throw error;
        return work(options);
      });
    } catch (error) {
      if (isCurrent())
        this.#set(signal.aborted ? { run: settled(this.#get()) } : { run: 'error', runError: toUserError(error) });
    } finally {
      if (isCurrent()) {
        this.#running = undefined;
        this.#set({ progress: null });
      }
    }
  }

  stop(): void {
    this.#running?.abort();
  }

  /** Stops the work and hears no more of it. */
  drop(): void {
    this.stop();
    this.#running = undefined;
  }

  /** Does what would drop the work without dropping it. */
  aside(action: () => void): void {
    const running = this.#running;
    this.#running = undefined;
    action();
    this.#running = running;
  }
}
