import type { Analysis } from '../../engine/analysis.ts';
import type { Shape } from '../../engine/shape.ts';

/** A stage with what it puts out and what it costs in all. */
export interface StageCost {
  readonly id: string;
  readonly title: string;
  /** Shape that its last running node puts out. */
  readonly shape: Shape;
  /** Id of its first node. */
  readonly first: string;
  readonly params: number;
  readonly macs: number;
}

/** The costs of a network by stage, in the order of execution. Stages without a node are left out. */
export function stageCosts({ graph, reports }: Analysis): readonly StageCost[] {
  return graph.stages.flatMap(({ id, title }) => {
    const own = reports.filter(({ node }) => node.stage === id);
    const last = own.findLast(({ node }) => node.role === undefined) ?? own.at(-1);
    if (own[0] === undefined || last === undefined) return [];
    return {
      id,
      title,
      shape: last.output,
      first: own[0].node.id,
      params: own.reduce((sum, { params }) => sum + params, 0),
      macs: own.reduce((sum, { macs }) => sum + macs, 0),
    };
  });
}
