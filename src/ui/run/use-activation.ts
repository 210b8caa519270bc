import { useEffect } from 'react';
import type { AppState } from '../../state/AppState.ts';
import { app } from '../../state/store.ts';
import { useApp } from '../hooks/use-app.ts';

/** The output of the selected layer in the last run, which is asked for if it is not there; `null` until it is, or before a run. */
export function useActivation(): AppState['activation'] {
  const { node, result, activation } = useApp(({ node, result, activation }) => ({ node, result, activation }));
  useEffect(() => {
    if (result !== null && node !== null && app.getState().activation?.id !== node)
      void app.getState().showActivation(node);
  }, [node, result]);
  return activation !== null && (node === null || activation.id === node) ? activation : null;
}
