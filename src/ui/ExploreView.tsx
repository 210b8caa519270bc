import type { ComponentType, ReactNode } from 'react';
import { SplitView } from './components/SplitView.tsx';
import { useT } from './hooks/use-t.ts';

/** The graph with the inspector beside or below it. */
export function ExploreView({
  Graph,
  Inspector,
}: {
  readonly Graph: ComponentType;
  readonly Inspector: ComponentType;
}): ReactNode {
  const t = useT();
  return (
    <SplitView label={t('shell.resize')} side={<Inspector />}>
      <Graph />
    </SplitView>
  );
}
