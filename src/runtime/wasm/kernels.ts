/** Place of the count of orders in `Crew` of program.c. */
export const CREW_ORDER = 2;

/** The compiled kernels. */
export interface Kernels {
  readonly module: WebAssembly.Module;
  /** Whether they work in memory that threads share. */
  readonly shared: boolean;
}

/** What a thread is given. */
export interface ThreadStart {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly crew: number;
  readonly stack: number;
  readonly thread: number;
}

/** Starts a thread that serves a crew; resolves when it is ready, with what ends it. */
export type StartThread = (start: ThreadStart) => Promise<() => void>;
