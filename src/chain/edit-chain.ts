import { type Chain, type ChainLayer, MAX_LAYERS } from './Chain.ts';

/** The chain with a layer put at a position, 0 being the first. Unchanged if it is full. */
export function insertLayer(chain: Chain, at: number, layer: ChainLayer): Chain {
  if (chain.layers.length >= MAX_LAYERS) return chain;
  return { ...chain, layers: chain.layers.toSpliced(at, 0, layer) };
}

/** The chain without one of its layers. */
export function removeLayer(chain: Chain, at: number): Chain {
  return { ...chain, layers: chain.layers.toSpliced(at, 1) };
}

/** The chain with another layer at a position. */
export function replaceLayer(chain: Chain, at: number, layer: ChainLayer): Chain {
  return { ...chain, layers: chain.layers.with(at, layer) };
}

/** The chain with a layer moved to another position, within the ends. */
export function moveLayer(chain: Chain, from: number, to: number): Chain {
  const layer = chain.layers[from];
  if (layer === undefined || to < 0 || to >= chain.layers.length) return chain;
  return insertLayer(removeLayer(chain, from), to, layer);
}
