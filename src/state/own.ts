import type { StateCreator } from 'zustand/vanilla';
import type { AppState } from './AppState.ts';
import type { OwnSlice } from './OwnSlice.ts';

/** The chain of the Own page. `chain-history.ts` remembers its changes. */
export const createOwnSlice: StateCreator<AppState, [], [], OwnSlice> = (set, get) => ({
  chain: null,
  chainField: undefined,
  chainsOpened: 0,
  setChain: (chain, chainField) => set({ chain, chainField }),
  openChain: (chain) => set({ chain, chainField: undefined, chainsOpened: get().chainsOpened + 1 }),
});
