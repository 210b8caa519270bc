import { useEffect } from 'react';
import { app } from '../../../state/store.ts';
import { useApp } from '../../hooks/use-app.ts';

/** Runs the picture again when something is cut or joined, so that what is shown belongs to the network as it is. */
export function useRerun(): void {
  const cuts = useApp((state) => state.cuts);
  useEffect(() => {
    const { result, ranCuts, run, runPicture } = app.getState();
    if (result !== null && ranCuts !== cuts && run !== 'loading') void runPicture();
  }, [cuts]);
}
