import { analyze } from '../engine/analyze.ts';
import { ShapeError } from '../engine/errors.ts';
import type { NetworkEntry } from './NetworkEntry.ts';

/**
 * Side in pixels of the smallest square picture that a network takes; `null` if not even its own size fits. Whatever is larger fits too,
 * so that a search by halves finds it.
 */
export function smallestSide(entry: NetworkEntry, classes: number): number | null {
  let low = 1;
  let high = Math.max(...entry.defaults.size);
  if (!fits(entry, high, classes)) return null;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (fits(entry, middle, classes)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function fits(entry: NetworkEntry, side: number, classes: number): boolean {
  try {
    analyze(entry.build({ size: [side, side], classes }));
    return true;
  } catch (error) {
    if (error instanceof ShapeError) return false;
    throw error;
  }
}
