import { useMemo } from 'react';
import { readChain, writeChain } from '../../chain/address.ts';
import { analyzeChain, type ChainAnalysis } from '../../chain/analyze-chain.ts';
import type { Chain } from '../../chain/Chain.ts';
import { presets } from '../../chain/presets.ts';
import { app } from '../../state/store.ts';
import { useApp } from '../hooks/use-app.ts';

/** The chain on the page, what is known of it, and how it is changed. */
export interface ChainOnPage extends ChainAnalysis {
  readonly chain: Chain;
  /** The part of the address that could not be read; `null` where all could. */
  readonly unread: string | null;
}

/** The chain of the address, or the one that the page begins with. */
export function useChain(): ChainOnPage {
  const text = useApp((state) => state.chain) ?? presets[0].chain;
  return useMemo(() => {
    const { chain, unread } = readChain(text);
    return { chain, unread, ...analyzeChain(chain) };
  }, [text]);
}

/** Changes the chain. Changes one after another in one field are undone together. */
export function editChain(chain: Chain, field?: string): void {
  app.getState().setChain(writeChain(chain), field);
}
