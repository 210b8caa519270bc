import type { LabInit } from './LabSpec.ts';

/**
 * Bound of the uniform distribution that a layer's weights are drawn from, for its number of inputs and outputs
 * (times the kernel's cells). `small` and `large` are a tenth of Xavier's bound and three times He's.
 * Source: Glorot & Bengio 2010 (Xavier); arXiv 1502.01852 (He, gain √2).
 */
export function initBound(init: LabInit, fanIn: number, fanOut: number): number {
  const xavier = Math.sqrt(6 / (fanIn + fanOut));
  const he = Math.sqrt(6 / fanIn);
  const bounds: Readonly<Record<LabInit, number>> = { xavier, he, small: 0.1 * xavier, large: 3 * he };
  return bounds[init];
}
