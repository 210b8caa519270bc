import type { ReactNode } from 'react';
import { CuttableGraph } from './CuttableGraph.tsx';
import { GraphView } from './graph/GraphView.tsx';
import { useApp } from './hooks/use-app.ts';
import { LearnPage } from './lesson/LearnPage.tsx';

/** The lessons, with the graph that they speak of. */
export function LearnView(): ReactNode {
  return <LearnPage graph={<Graph />} cuttable={<CuttableGraph />} />;
}

function Graph(): ReactNode {
  const analysis = useApp((state) => state.analysis);
  return analysis === null ? null : <GraphView analysis={analysis} />;
}
