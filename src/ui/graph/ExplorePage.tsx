import type { ReactNode } from 'react';
import { app } from '../../state/store.ts';
import { useApp } from '../hooks/use-app.ts';
import { useShortcuts } from '../hooks/use-shortcuts.ts';
import { DepthPanel } from './DepthPanel.tsx';
import styles from './ExplorePage.module.css';
import { GraphToolbar } from './GraphToolbar.tsx';
import { GraphView } from './GraphView.tsx';
import { usePlayer } from './use-player.ts';

/** The graph, what can be done with it above it, and the depth of the network below it. */
export function ExplorePage(): ReactNode {
  const analysis = useApp((state) => state.analysis);
  const times = useApp((state) => (state.measure === 'time' ? state.result?.times : undefined));
  usePlayer();
  useShortcuts({
    ArrowRight: () => app.getState().stepLayer(1),
    ArrowLeft: () => app.getState().stepLayer(-1),
    'Shift+ArrowRight': () => app.getState().stepBlock(1),
    'Shift+ArrowLeft': () => app.getState().stepBlock(-1),
    Home: () => app.getState().goHome(),
    End: () => app.getState().goEnd(),
    ' ': () => app.getState().setPlaying(!app.getState().playing),
    Escape: () => {
      app.getState().setPlaying(false);
      app.getState().select(null);
    },
  });
  if (analysis === null) return null;
  return (
    <div className={styles['page']}>
      <GraphToolbar analysis={analysis} />
      <GraphView analysis={analysis} times={times} />
      <DepthPanel analysis={analysis} />
    </div>
  );
}
