import { expect, it } from 'vitest';
import type { Analysis } from '../engine/analysis.ts';
import { analyzeNetwork } from '../zoo/analyze-network.ts';
import { layoutGraph } from './layout-graph.ts';

/** The list, and how many of its items were read so far. */
function counted<Item>(items: readonly Item[]): { readonly items: readonly Item[]; readonly reads: () => number } {
  let count = 0;
  const watched = new Proxy(items, {
    get(target, key, receiver) {
      if (typeof key === 'string' && /^\d+$/.test(key)) count++;
      return Reflect.get(target, key, receiver);
    },
  });
  return { items: watched, reads: () => count };
}

/** How often a layout reads each residual connection, each report and each block of the network. */
function readsPerItem(analysis: Analysis, level: 0 | 1 | 2): readonly number[] {
  const residuals = counted(analysis.residuals);
  const reports = counted(analysis.reports);
  const blocks = counted(analysis.graph.blocks);
  const watched = {
    ...analysis,
    residuals: residuals.items,
    reports: reports.items,
    graph: { ...analysis.graph, blocks: blocks.items },
  };
  layoutGraph(watched, { level, opened: new Set(), direction: 'horizontal' });
  return [residuals, reports, blocks].map(({ items, reads }) => reads() / items.length);
}

it.each([0, 1, 2] as const)(
  'layoutGraph at level %i reads no block, report or residual connection of 110 layers more often than of 20',
  (level) => {
    const shallow = readsPerItem(analyzeNetwork('resnet20_cifar'), level);
    const deep = readsPerItem(analyzeNetwork('resnet110_cifar'), level);
    expect(deep).toEqual(shallow);
  },
);
