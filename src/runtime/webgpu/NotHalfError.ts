import type { FusedStep } from '../fused/plan.ts';

/**
 * Why a network that was wanted in half precision is not: it runs layer by layer, the device does not compute with it (`shader-f16`), a weight is beyond float16, or the
 * device's compiler refused a kernel that it should take.
 */
export type NotHalf =
  | { readonly rule: 'device' | 'layers' }
  | { readonly rule: 'weight'; readonly node: string }
  | { readonly rule: 'kernels'; readonly reason: string };

/** A network cannot have half precision, or not with these weights: it is one for float32. */
export class NotHalfError extends Error {
  readonly why: NotHalf;

  constructor(why: NotHalf) {
    super(`no half precision here: ${JSON.stringify(why)}`);
    this.why = why;
  }
}

/** A weight of a step that is too large for float16, or not finite. */
export function weightBeyondHalf({ report }: Pick<FusedStep, 'report'>): NotHalfError {
  return new NotHalfError({ rule: 'weight', node: report.node.id });
}
