import type { ReactNode } from 'react';
import { CuttableGraph } from './CuttableGraph.tsx';
import { RunPage } from './run/RunPage.tsx';

/** A picture on its way through the network, with the graph whose shortcuts can be cut. */
export function RunView(): ReactNode {
  return <RunPage graph={<CuttableGraph />} />;
}
