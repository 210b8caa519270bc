import type { AppState } from '../../state/AppState.ts';

/** How long each layer took in a run; what was computed in one go stands at its first layer. */
export type Times = NonNullable<AppState['result']>['times'];

/** Gives the milliseconds of some nodes together. */
export function sumTimes(times: Times): (nodes: readonly string[]) => number {
  const own = new Map(times.map(({ id, milliseconds }) => [id, milliseconds]));
  return (nodes) => nodes.reduce((sum, node) => sum + (own.get(node) ?? 0), 0);
}
