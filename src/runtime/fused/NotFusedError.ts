import type { FusedStep } from './plan.ts';

/** A network has a layer that no fused kernel computes, or not as it stands there: it is one for the faithful executor. */
export class NotFusedError extends Error {
  /** The layer, and its kind. */
  readonly node: string;
  readonly kind: string;

  constructor({ report }: Pick<FusedStep, 'report'>) {
    super(`no fused kernel computes ${report.node.id} (${report.node.kind})`);
    this.node = report.node.id;
    this.kind = report.node.kind;
  }
}
