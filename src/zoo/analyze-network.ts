import type { Analysis } from '../engine/analysis.ts';
import { analyze } from '../engine/analyze.ts';
import { findNetwork } from './index.ts';
import type { BuildOptions } from './NetworkEntry.ts';

/** The network of this id worked out, at its own settings where no others are given: what tests look things up in. */
export function analyzeNetwork(id: string, options: Partial<BuildOptions> = {}): Analysis {
  const entry = findNetwork(id);
  if (entry === undefined) throw new Error(`no network "${id}"`);
  return analyze(entry.build({ ...entry.defaults, ...options }));
}
