/** Place of the count of orders in `Crew` of program.c. */
export const CREW_ORDER = 2;

/** What `serve` of program.c gives when the thread has been sent away. */
export const LEFT = -1;

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
  /** Address of the line of packing jobs. */
  readonly line: number;
  readonly stack: number;
  readonly thread: number;
}

/** A thread that packs weights until its line ends, and serves its crew from then on. */
export interface Thread {
  /** Resolves when it has left a crew that was dismissed: it is ended, and looks at the memory no more. Rejects if it does not leave. */
  left(): Promise<void>;
  /** Ends it, whatever it does. It may go on in the memory for a moment. */
  stop(): void;
}

/** Starts a thread; resolves when it is ready. */
export type StartThread = (start: ThreadStart) => Promise<Thread>;
