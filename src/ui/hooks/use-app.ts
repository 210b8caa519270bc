import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { AppState } from '../../state/AppState.ts';
import { app } from '../../state/store.ts';

/** A part of the app's state; the component renders again when that part (compared shallowly) changes. */
export function useApp<Part>(selector: (state: AppState) => Part): Part {
  return useStore(app, useShallow(selector));
}
