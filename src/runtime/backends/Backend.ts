/** Where tensors are computed. */
export type BackendId = 'webgpu' | 'wasm' | 'webgl' | 'cpu';

/** What this machine offers for one backend, found without starting it. */
export interface BackendOffer {
  readonly available: boolean;
  /** Adapter or build that would run; empty if unavailable. */
  readonly detail: string;
  /** A software adapter: right, but slow. */
  readonly software: boolean;
  /** Whether it computes in half precision where that is asked for; absent where there is none. */
  readonly half?: boolean;
  /** Message id of why it is not available. */
  readonly reason?: string;
}

/** What a device reported although no call failed: whatever was computed meanwhile is worthless. */
export interface DeviceFault {
  readonly outOfMemory: boolean;
  readonly message: string;
}

/** One place to compute, loaded when it is first started. */
export interface Backend {
  readonly id: BackendId;
  probe(): Promise<BackendOffer>;
  /**
   * Makes it tfjs's current backend. `onLost` is told when the device is gone. `mostThreads` bounds the threads of WASM: many small steps
   * are faster on one. Throws `RuntimeError` if it cannot.
   */
  start(onLost: (reason: string) => void, mostThreads?: number): Promise<void>;
  /** Waits until everything that was handed over so far has been computed. Absent where kernels compute at once. */
  settle?(): Promise<void>;
  /** The first fault since it was last asked, and forgets it. Absent where every fault makes a call fail. */
  takeFault?(): DeviceFault | undefined;
  /** Most bytes of one tensor. Absent where only memory bounds it. */
  mostBytes?(): number;
  /** Frees what it keeps of disposed tensors for reuse. */
  trim(): Promise<void>;
  /** Frees what it holds beyond its tensors. */
  stop(): Promise<void>;
}
