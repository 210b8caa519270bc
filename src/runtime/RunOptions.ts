/** How long one node took, on its own or with those behind it that the same kernel computed. */
export interface NodeTime {
  readonly id: string;
  readonly milliseconds: number;
  /** Nodes that were computed in the same go, in order; absent where there are none. */
  readonly with?: readonly string[];
}

/** How a forward pass is watched and stopped. */
export interface RunOptions {
  readonly signal?: AbortSignal;
  /** Called after each node with its time; the pass waits for a promise, so that a caller can let others run. */
  onNode?(time: NodeTime, done: number, total: number): void | Promise<void>;
  /** Called after a pass with the times of all its nodes, where the device has measured them itself: better ones than `onNode` was told. */
  onTimes?(times: readonly NodeTime[]): void;
  /** Waits until the device has computed what was handed over (`Backend.settle`). Absent: it computes at once. */
  settle?(): Promise<void>;
}
