import type { Analysis, StateEntry } from './analysis.ts';

/**
 * Every array of a network's state dict by name (`layer1.0.conv1.weight`), in the order in which modules run first.
 * `num_batches_tracked` is left out: inference does not need it. Arrays of modules that never run are optional.
 */
export function stateEntries(analysis: Analysis): readonly StateEntry[] {
  const seen = new Set<string>();
  return analysis.reports.flatMap(({ node, parameters }) => {
    const owner = node.module ?? node.id;
    if (parameters.length === 0 || seen.has(owner)) return [];
    seen.add(owner);
    return parameters.map(({ name, shape, buffer }) => ({
      name: `${owner}.${name}`,
      node: node.id,
      shape,
      buffer,
      ...(node.role !== undefined && { optional: true }),
    }));
  });
}
