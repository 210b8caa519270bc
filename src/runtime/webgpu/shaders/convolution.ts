import type { WindowSpec } from '../../../engine/layers/LayerSpec.ts';
import type { Dispatch, GpuMap, Scalar } from '../Dispatch.ts';
import type { ConvolutionForm } from './convolution-forms.ts';
import { activated, declare, groups, type Input, kept, loaded, place, repeat } from './shader.ts';

/** What a convolution kernel is written for. */
export interface ConvolutionSpec {
  readonly from: GpuMap;
  readonly to: GpuMap;
  readonly residual?: GpuMap;
  /** How the weights lie; the bias is float32. */
  readonly weights: Scalar;
  readonly window: WindowSpec;
  /** Vectors of channels that one output reads, and outputs of a group. */
  readonly inVectors: number;
  readonly outWidth: number;
  readonly relu: boolean;
}

/**
 * A convolution straight from the map: each thread keeps some pixels by four or eight channels in registers. Weights lie as
 * `[kh·kw][in][out]`. Where threads share a sum, each takes its part of the input channels, and the parts meet in the workgroup's memory;
 * elsewhere nobody waits. Every form has the same bindings: x, weights, bias, residual (if any), y.
 */
export function convolutionShader(spec: ConvolutionSpec, form: ConvolutionForm): Pick<Dispatch, 'code' | 'workgroups'> {
  const { from, to, residual, weights } = spec;
  const { pixels, outs, group, shares } = form;
  const places = to.height * to.width;
  const inputs: readonly Input[] = [
    ['x', from.scalar],
    ['weights', weights],
    ['bias', 'f32'],
    ...(residual === undefined ? [] : [['residual', residual.scalar] as const]),
  ];
  const isAlone = shares === 1;
  const start = isDense(spec) ? '0u' : `(out * 4u / ${spec.outWidth}u) * ${spec.inVectors}u`;
  const first = (o: number): string =>
    isAlone ? `bias[out + ${o}u]` : `select(vec4f(), bias[out + ${o}u], local.z == 0u)`;
  const body = `
  let out = min(id.x * ${outs}u, ${to.vectors - outs}u);
  let first = id.y * ${pixels}u;
${isAlone ? `  if (id.x * ${outs}u >= ${to.vectors}u || first >= ${places}u) { return; }` : ''}
  let start = ${start};
${repeat(pixels, (p) => `  let pixel${p} = min(first + ${p}u, ${places - 1}u);`)}
${repeat(pixels, (p) => repeat(outs, (o) => `  var sum${p}${o} = ${first(o)};`))}
${taps(spec, form)}
${isAlone ? '' : meet(spec, form)}
${repeat(pixels, (p) => write(spec, p, outs))}`;
  const memory = `var<workgroup> parts: array<vec4f, ${(shares - 1) * pixels * outs * group[0] * group[1]}>;`;
  return {
    code: declare(inputs, to.scalar, isAlone ? group : [...group, shares], body, isAlone ? '' : memory),
    workgroups: [groups(to.vectors / outs, group[0]), groups(groups(places, pixels), group[1])],
  };
}

/** Whether every output reads every channel of its map. */
export function isDense({ from, to, inVectors, outWidth }: ConvolutionSpec): boolean {
  return outWidth >= to.channels && inVectors === from.vectors;
}

function taps(
  { from, to, window, weights, inVectors }: ConvolutionSpec,
  { pixels, outs, shares }: ConvolutionForm,
): string {
  const [height, width] = window.kernelSize;
  const isPadded = window.padding.some((side) => side > 0);
  const at = (p: number): string => `
      let row${p} = i32(pixel${p} / ${to.width}u) * ${window.stride[0]} + i * ${window.dilation[0]} - ${window.padding[0]};
      let column${p} = i32(pixel${p} % ${to.width}u) * ${window.stride[1]} + j * ${window.dilation[1]} - ${window.padding[1]};
      ${isPadded ? `let inside${p} = row${p} >= 0 && row${p} < ${from.height} && column${p} >= 0 && column${p} < ${from.width};` : ''}
      let base${p} = ${place(from, `u32(row${p} * ${from.width} + column${p})`, 'start')};`;
  const read = (vector: string): string => loaded(`x[${vector}]`, from.scalar);
  const load = (p: number): string =>
    `let value${p} = ${isPadded ? `select(vec4f(), ${read(`select(0u, base${p} + c, inside${p})`)}, inside${p})` : read(`base${p} + c`)};`;
  const add = (p: number, o: number): string =>
    `sum${p}${o} += value${p}.x * w${o}0 + value${p}.y * w${o}1 + value${p}.z * w${o}2 + value${p}.w * w${o}3;`;
  const share = shares === 1 ? '0u' : 'local.z';
  return `  for (var i = 0; i < ${height}; i++) {
    for (var j = 0; j < ${width}; j++) {
${repeat(pixels, at)}
      var w = (u32(i * ${width} + j) * ${inVectors}u + ${share}) * ${4 * to.vectors}u + out;
      for (var c = ${share}; c < ${inVectors}u; c += ${shares}u) {
${repeat(outs, (o) => repeat(4, (k) => `        let w${o}${k} = ${loaded(`weights[w + ${k * to.vectors + o}u]`, weights)};`))}
        w += ${4 * to.vectors * shares}u;
${repeat(pixels, (p) => `        ${load(p)}`)}
${repeat(pixels, (p) => repeat(outs, (o) => `        ${add(p, o)}`))}
      }
    }
  }`;
}

/** Parts lie so that neighbouring threads write neighbouring vectors. The first share's threads add them up. */
function meet({ to }: ConvolutionSpec, { pixels, outs, group, shares }: ConvolutionForm): string {
  const threads = group[0] * group[1];
  const part = (p: number, o: number, share: string): string =>
    `parts[(${share} * ${pixels * outs}u + ${p * outs + o}u) * ${threads}u + thread]`;
  return `  let thread = local.y * ${group[0]}u + local.x;
  if (local.z > 0u) {
${repeat(pixels, (p) => repeat(outs, (o) => `    ${part(p, o, '(local.z - 1u)')} = sum${p}${o};`))}
  }
  workgroupBarrier();
  if (local.z > 0u || id.x * ${outs}u >= ${to.vectors}u) { return; }
  for (var share = 0u; share < ${shares - 1}u; share++) {
${repeat(pixels, (p) => repeat(outs, (o) => `    sum${p}${o} += ${part(p, o, 'share')};`))}
  }`;
}

function write({ to, residual, relu }: ConvolutionSpec, p: number, outs: number): string {
  const line = (o: number): string => {
    const added =
      residual && ` + ${loaded(`residual[${place(residual, `pixel${p}`, `out + ${o}u`)}]`, residual.scalar)}`;
    const value = kept(activated(`sum${p}${o}${added ?? ''}`, relu), to.scalar);
    return `    y[${place(to, `pixel${p}`, `out + ${o}u`)}] = ${value};`;
  };
  return `  if (first + ${p}u == pixel${p}) {\n${repeat(outs, line)}\n  }`;
}
