import type { NetworkEntry } from './NetworkEntry.ts';

/**
 * Length of the shorter side before the crop at any input size: the network's own at its default, and in the same proportion
 * elsewhere (256 for 224, 73 for 64). In pixels.
 */
export function resizeFor(
  { preprocessing, defaults }: Pick<NetworkEntry, 'preprocessing' | 'defaults'>,
  size: readonly [number, number],
): number {
  const own = Math.min(...defaults.size);
  return Math.max(Math.round((preprocessing.resize * Math.max(...size)) / own), Math.max(...size));
}
