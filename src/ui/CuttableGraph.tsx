import type { ReactNode } from 'react';
import { CutBar } from './components/cuts/CutBar.tsx';
import { CutMarks } from './components/cuts/CutMarks.tsx';
import { GraphView } from './graph/GraphView.tsx';
import { useApp } from './hooks/use-app.ts';

/** The graph of the network on the table, whose shortcuts and branches can be cut. */
export function CuttableGraph(): ReactNode {
  const analysis = useApp((state) => state.analysis);
  if (analysis === null) return null;
  return (
    <>
      <GraphView analysis={analysis} marks={(layout) => <CutMarks analysis={analysis} layout={layout} />} />
      <CutBar analysis={analysis} />
    </>
  );
}
