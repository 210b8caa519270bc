import { useEffect } from 'react';
import { app } from '../../state/store.ts';
import { useApp } from '../hooks/use-app.ts';

/** Milliseconds that a layer is shown while playing. */
const BEAT = 700;

/** While playing, walks one layer a beat; stops at the last. */
export function usePlayer(): void {
  const playing = useApp((state) => state.playing);
  useEffect(() => {
    if (!playing) return;
    const { node, analysis, goHome } = app.getState();
    if (node === analysis?.graph.output) goHome();
    const timer = setInterval(() => {
      const before = app.getState().node;
      app.getState().stepLayer(1);
      if (app.getState().node === before) app.getState().setPlaying(false);
    }, BEAT);
    return () => clearInterval(timer);
  }, [playing]);
}
