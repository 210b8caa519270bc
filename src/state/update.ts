import type { StateCreator } from 'zustand/vanilla';
import type { AppState } from './AppState.ts';

/** A newer version of the app that waits to be taken. */
export interface UpdateSlice {
  /** Takes the new version and loads the page again; `null` while there is none. */
  readonly update: (() => void) | null;
  /** Puts the offer aside; the new version comes by itself when the app is next opened. */
  dismissUpdate(): void;
}

/** No newer version is known. */
export const createUpdateSlice: StateCreator<AppState, [], [], UpdateSlice> = (set) => ({
  update: null,
  dismissUpdate: () => set({ update: null }),
});
