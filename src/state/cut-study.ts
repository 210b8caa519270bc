import { createStore } from 'zustand/vanilla';
import type { Residual } from '../engine/analysis.ts';
import { type CutSide, cutResiduals } from '../engine/cut-residual.ts';
import type { Calls } from '../worker/protocol.ts';
import type { UserError } from './AppState.ts';
import { toPredictions } from './predictions.ts';
import { runInput } from './run-input.ts';
import { app } from './store.ts';
import { toUserError } from './user-error.ts';

/** A number at each ⊕, by the id of its `Add`. */
export type ByBlock = ReadonlyMap<string, number>;

/** What is measured of the network that ran, beside its answer. */
export interface CutStudyState {
  /** ‖F(x)‖ / ‖x‖, x as it arrives by the shortcut, of the whole network and of the one that is cut. */
  readonly wholeRatios: ByBlock;
  readonly cutRatios: ByBlock;
  /** What the whole network's best class loses of its probability with this one ⊕ cut; fills while each is cut in turn. */
  readonly losses: ByBlock;
  readonly side: CutSide;
  readonly isCutting: boolean;
  readonly error: UserError | null;
  /** Measures the ratios of the last run. */
  measure(signal: AbortSignal): Promise<void>;
  /** Cuts each in turn, whatever else is cut. */
  cutEach(side: CutSide): Promise<void>;
  /** Ends that; what was measured stays. */
  stop(): void;
}

const NONE: ByBlock = new Map();

/** What belongs to one picture in one network. */
const NOTHING = { wholeRatios: NONE, cutRatios: NONE, losses: NONE, isCutting: false, error: null } as const;

/** The study of the network that is cut on this page. */
export const cutStudy = createStore<CutStudyState>()((set, get) => {
  let cutting: AbortController | undefined;

  app.subscribe((state, before) => {
    if (state.wholePredictions === before.wholePredictions || state.wholePredictions.length > 0) return;
    cutting?.abort();
    set(NOTHING);
  });

  return {
    ...NOTHING,
    side: 'branch',

    async measure(signal) {
      const { analysis, result, ranCuts } = app.getState();
      if (analysis === null || result === null) return;
      try {
        if (get().wholeRatios.size === 0) {
          const wholeRatios = await ratios(analysis.residuals, true, signal);
          if (!signal.aborted) set({ wholeRatios });
        }
        const cutRatios = ranCuts.size === 0 ? NONE : await ratios(analysis.residuals, false, signal);
        if (!signal.aborted) set({ cutRatios });
      } catch (error) {
        if (!signal.aborted) set({ error: toUserError(error) });
      }
    },

    async cutEach(side) {
      cutting?.abort();
      const controller = new AbortController();
      cutting = controller;
      const { signal } = controller;
      const state = app.getState();
      const { analysis, ask, wholePredictions } = state;
      const input = runInput(state);
      const best = wholePredictions[0];
      if (analysis === null || input === null || best === undefined) return;
      set({ side, losses: NONE, isCutting: true, error: null });
      try {
        for (const { add } of analysis.residuals) {
          const variant = cutResiduals(analysis.graph, analysis.residuals, new Map([[add, side]]));
          const logits = await ask('runAside', { ...input, variant }, { signal });
          const left = toPredictions(logits, null).find(({ index }) => index === best.index)?.probability ?? 0;
          set({ losses: new Map(get().losses).set(add, best.probability - left) });
        }
      } catch (error) {
        if (!signal.aborted) set({ error: toUserError(error) });
      } finally {
        if (cutting === controller) set({ isCutting: false });
      }
    },

    stop: () => cutting?.abort(),
  };
});

/** Outputs of the last run, and of the whole network's, as rows of pictures. */
export function readRows(wanted: Calls['rows']['in'], signal: AbortSignal): Promise<Calls['rows']['out']> {
  return app.getState().ask('rows', wanted, { signal });
}

/** The nodes whose outputs meet at ⊕: F(x), and x as it arrives by the shortcut. */
export function sidesOf({ from, branch, shortcut }: Residual): { readonly f: string; readonly x: string } {
  return { f: branch.at(-1) ?? from, x: shortcut.at(-1) ?? from };
}

async function ratios(residuals: readonly Residual[], whole: boolean, signal: AbortSignal): Promise<ByBlock> {
  const ids = residuals.flatMap((residual) => [sidesOf(residual).f, sidesOf(residual).x]);
  const norms = await app.getState().ask('norms', { ids, whole }, { signal });
  return new Map(
    residuals.map(({ add }, index) => [add, (norms[2 * index] ?? Number.NaN) / (norms[2 * index + 1] ?? Number.NaN)]),
  );
}
