import { activated, declare, groups, repeat } from './shader.ts';

/** What a linear kernel is written for, in vectors of four. */
export interface LinearSpec {
  readonly inVectors: number;
  /** Outputs of this kernel, and those before them: a weight that is too large for one binding is cut by outputs. */
  readonly outVectors: number;
  readonly outStart: number;
  readonly relu: boolean;
}

/** Outputs of a workgroup, and threads that share the sum of one. */
const OUTPUTS = 16;
const SHARES = 16;

/** x · weights + bias with the weights as `[in][out]`. Bindings: x, weights, bias, y. */
export function linearShader({ inVectors, outVectors, outStart, relu }: LinearSpec): {
  readonly code: string;
  readonly workgroups: readonly [number, number];
} {
  const body = `
  let out = min(id.x, ${outVectors - 1}u);
  var sum = vec4f();
  for (var k = local.y; k < ${inVectors}u; k += ${SHARES}u) {
    let value = x[k];
    let w = k * ${4 * outVectors}u + out;
    sum += value.x * weights[w] + value.y * weights[w + ${outVectors}u]
      + value.z * weights[w + ${2 * outVectors}u] + value.w * weights[w + ${3 * outVectors}u];
  }
  sums[local.y * ${OUTPUTS}u + local.x] = sum;
  workgroupBarrier();
  if (local.y > 0u || id.x >= ${outVectors}u) { return; }
${repeat(SHARES - 1, (share) => `  sum += sums[${(share + 1) * OUTPUTS}u + local.x];`)}
  y[${outStart}u + out] = ${activated('sum + bias[out]', relu)};`;
  const before = `var<workgroup> sums: array<vec4f, ${OUTPUTS * SHARES}>;`;
  return {
    code: declare(['x', 'weights', 'bias'], [OUTPUTS, SHARES], body, before),
    workgroups: [groups(outVectors, OUTPUTS), 1],
  };
}
