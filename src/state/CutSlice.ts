import type { CutSide } from '../engine/cut-residual.ts';

/** What is cut: the way into each of some ⊕, by the id of its `Add`. */
export type Cuts = ReadonlyMap<string, CutSide>;

/** Which ways through the network on the table are cut. Another network starts whole. */
export interface CutSlice {
  readonly cuts: Cuts;
  /** Cuts a way into ⊕, or joins it again. */
  toggleCut(add: string, side: CutSide): void;
  joinAll(): void;
}
