import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppState } from './AppState.ts';
import { app } from './store.ts';

/** The way back through the changes of a chain, and forward again. Loaded with the Own page. */
export interface ChainHistory {
  /** Former chains, the latest last. */
  readonly past: readonly (string | null)[];
  /** Chains that were gone back from, the next one last. */
  readonly future: readonly (string | null)[];
  undo(): void;
  redo(): void;
}

/** Most changes that can be undone. */
const MEMORY = 200;

/** Remembers every chain that a store held from now on; those written one after another in one field count as one. */
export function rememberChains(store: StoreApi<AppState>): StoreApi<ChainHistory> {
  let walking = false;
  function walk(chain: string | null | undefined, change: (history: ChainHistory) => Partial<ChainHistory>): void {
    if (chain === undefined) return;
    history.setState(change);
    walking = true;
    store.getState().setChain(chain);
    walking = false;
  }
  const history = createStore<ChainHistory>()((_set, get) => ({
    past: [],
    future: [],
    undo: () => {
      const { chain } = store.getState();
      walk(get().past.at(-1), ({ past, future }) => ({ past: past.slice(0, -1), future: [...future, chain] }));
    },
    redo: () => {
      const { chain } = store.getState();
      walk(get().future.at(-1), ({ past, future }) => ({ past: [...past, chain], future: future.slice(0, -1) }));
    },
  }));
  store.subscribe(({ chain, chainField }, before) => {
    if (walking || chain === before.chain) return;
    const isSameField = chainField !== undefined && chainField === before.chainField;
    const { past } = history.getState();
    history.setState({ past: isSameField ? past : [...past, before.chain].slice(-MEMORY), future: [] });
  });
  return history;
}

/** The changes of this page's chain. */
export const chainHistory = rememberChains(app);
