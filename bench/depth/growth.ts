/** How long something took for a network of so many nodes; any unit of time. */
export interface Point {
  readonly nodes: number;
  readonly time: number;
}

/**
 * How time grows between two networks: 1 with their nodes, 2 with the square.
 *
 *     k = log(t₂ / t₁) / log(n₂ / n₁)
 */
export function growthExponent(small: Point, large: Point): number {
  return Math.log(large.time / small.time) / Math.log(large.nodes / small.nodes);
}

/** How many times as long one node takes in the large network as in the small one. */
export function perNodeGrowth(small: Point, large: Point): number {
  return large.time / large.nodes / (small.time / small.nodes);
}
