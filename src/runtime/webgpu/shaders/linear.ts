import type { Scalar } from '../Dispatch.ts';
import { activated, declare, groups, kept, loaded, repeat } from './shader.ts';

/** What a linear kernel is written for, in vectors of four. */
export interface LinearSpec {
  readonly inVectors: number;
  /** Outputs of this kernel, and those before them: a weight that is too large for one binding is cut by outputs. */
  readonly outVectors: number;
  readonly outStart: number;
  readonly relu: boolean;
  /** How x, the weights and y lie; the bias is float32. */
  readonly scalars: readonly [x: Scalar, weights: Scalar, y: Scalar];
}

/** Outputs of a workgroup, and threads that share the sum of one. */
const OUTPUTS = 16;
const SHARES = 16;

/** x · weights + bias with the weights as `[in][out]`. Bindings: x, weights, bias, y. */
export function linearShader({ inVectors, outVectors, outStart, relu, scalars: [x, weights, y] }: LinearSpec): {
  readonly code: string;
  readonly workgroups: readonly [number, number];
} {
  const weight = (k: number): string => loaded(`weights[w${k === 0 ? '' : ` + ${k * outVectors}u`}]`, weights);
  const body = `
  let out = min(id.x, ${outVectors - 1}u);
  var sum = vec4f();
  for (var k = local.y; k < ${inVectors}u; k += ${SHARES}u) {
    let value = ${loaded('x[k]', x)};
    let w = k * ${4 * outVectors}u + out;
    sum += value.x * ${weight(0)} + value.y * ${weight(1)}
      + value.z * ${weight(2)} + value.w * ${weight(3)};
  }
  sums[local.y * ${OUTPUTS}u + local.x] = sum;
  workgroupBarrier();
  if (local.y > 0u || id.x >= ${outVectors}u) { return; }
${repeat(SHARES - 1, (share) => `  sum += sums[${(share + 1) * OUTPUTS}u + local.x];`)}
  y[${outStart}u + out] = ${kept(activated('sum + bias[out]', relu), y)};`;
  const inputs = [
    ['x', x],
    ['weights', weights],
    ['bias', 'f32'],
  ] as const;
  const before = `var<workgroup> sums: array<vec4f, ${OUTPUTS * SHARES}>;`;
  return {
    code: declare(inputs, y, [OUTPUTS, SHARES], body, before),
    workgroups: [groups(outVectors, OUTPUTS), 1],
  };
}
