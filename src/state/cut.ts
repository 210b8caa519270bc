import type { StateCreator } from 'zustand/vanilla';
import type { Analysis } from '../engine/analysis.ts';
import type { CutSide } from '../engine/cut-residual.ts';
import type { AppState } from './AppState.ts';
import type { CutSlice, Cuts } from './CutSlice.ts';

/** Nothing is cut. */
export const NO_CUTS: Cuts = new Map();

/** Which ways through the network on the table are cut. */
export const createCutSlice: StateCreator<AppState, [], [], CutSlice> = (set, get) => ({
  cuts: NO_CUTS,
  toggleCut(add, side) {
    const cuts = new Map(get().cuts);
    if (cuts.get(add) === side) cuts.delete(add);
    else cuts.set(add, side);
    set({ cuts: cuts.size === 0 ? NO_CUTS : cuts });
  },
  joinAll: () => set({ cuts: NO_CUTS }),
});

/** Cuts as the address has them: `layer1.0.add:shortcut`. */
export function writeCuts(cuts: Cuts): readonly string[] {
  return Array.from(cuts, (cut) => cut.join(':'));
}

/** Reads what `writeCuts` wrote; what the network does not have comes back under `unknown`. */
export function readCuts(
  items: readonly string[],
  { residuals }: Analysis,
): { readonly cuts: Cuts; readonly unknown: readonly string[] } {
  const cuts = new Map<string, CutSide>();
  const unknown = items.filter((item) => {
    const [add = '', side = ''] = item.split(':');
    const isKnown = isSide(side) && residuals.some((residual) => residual.add === add);
    if (isKnown) cuts.set(add, side);
    return !isKnown;
  });
  return { cuts: cuts.size === 0 ? NO_CUTS : cuts, unknown };
}

function isSide(text: string): text is CutSide {
  return text === 'shortcut' || text === 'branch';
}
