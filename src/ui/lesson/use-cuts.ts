import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { type CutsState, cuts } from '../../state/lesson-cuts.ts';

/** A part of the cut network's state; the component renders again when that part (compared shallowly) changes. */
export function useCuts<Part>(selector: (state: CutsState) => Part): Part {
  return useStore(cuts, useShallow(selector));
}
