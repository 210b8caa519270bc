import type { CutSide } from '../../../engine/cut-residual.ts';
import { residualOf } from '../../../engine/residual-of.ts';
import { app } from '../../../state/store.ts';
import { useShortcuts } from '../../hooks/use-shortcuts.ts';

/** F cuts the branch of the block that the selected layer stands in, X its shortcut; pressed again, they join it. */
export function useCutKeys(): void {
  const toggle = (side: CutSide) => () => {
    const { analysis, node, toggleCut } = app.getState();
    const residual = analysis === null ? undefined : residualOf(analysis, node);
    if (residual !== undefined) toggleCut(residual.add, side);
  };
  useShortcuts({ f: toggle('branch'), F: toggle('branch'), x: toggle('shortcut'), X: toggle('shortcut') });
}
