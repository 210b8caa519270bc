import { useEffect } from 'react';
import type { AppState } from '../../state/AppState.ts';
import { app } from '../../state/store.ts';
import { useApp } from '../hooks/use-app.ts';

/** A layer of the last run with the statistics of its channels. */
export type Layer = NonNullable<AppState['layerStats']>;

/** The selected layer of the last run, which is asked for if it is not there; `null` until it is, or before a run. */
export function useLayer(): Layer | null {
  const { node, result, layer } = useApp(({ node, result, layerStats }) => ({ node, result, layer: layerStats }));
  useEffect(() => {
    if (result !== null && node !== null && app.getState().layerStats?.id !== node) void app.getState().showStats(node);
  }, [node, result]);
  return layer !== null && (node === null || layer.id === node) ? layer : null;
}
