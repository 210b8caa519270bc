import type { ReactNode } from 'react';
import { SplitView } from './components/SplitView.tsx';
import { ExplorePage } from './graph/ExplorePage.tsx';
import { useT } from './hooks/use-t.ts';
import { LayerInspector } from './inspector/LayerInspector.tsx';

/** The graph with the inspector beside or below it. */
export function ExploreView(): ReactNode {
  const t = useT();
  return (
    <SplitView label={t('shell.resize')} side={<LayerInspector />}>
      <ExplorePage />
    </SplitView>
  );
}
