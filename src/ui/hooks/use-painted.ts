import { useEffect } from 'react';
import { app } from '../../state/store.ts';
import { useApp } from './use-app.ts';

/**
 * Keeps `<html data-ready>`: `true` once the page of the mode has been painted with the network on the table, `false` from the moment
 * either changes. To be called in a component that is mounted together with the page.
 */
export function usePainted(): void {
  const { analysis, mode } = useApp(({ analysis, mode }) => ({ analysis, mode }));
  useEffect(() => {
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => mark(true));
    });
    return () => cancelAnimationFrame(frame);
  }, [analysis, mode]);
}

app.subscribe((state, before) => {
  if (state.analysis !== before.analysis || state.mode !== before.mode) mark(false);
});

function mark(isReady: boolean): void {
  document.documentElement.dataset['ready'] = String(isReady);
}
