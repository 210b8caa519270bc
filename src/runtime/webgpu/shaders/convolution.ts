import type { WindowSpec } from '../../../engine/layers/LayerSpec.ts';
import type { GpuMap } from '../Dispatch.ts';
import { activated, declare, GROUP, groups, place, repeat } from './shader.ts';

/** What a convolution kernel is written for. */
export interface ConvolutionSpec {
  readonly from: GpuMap;
  readonly to: GpuMap;
  readonly residual?: GpuMap;
  readonly window: WindowSpec;
  /** Vectors of channels that one output reads, and outputs of a group. */
  readonly inVectors: number;
  readonly outWidth: number;
  readonly relu: boolean;
}

/** Output pixels of one thread. */
const PIXELS = 4;

/** Fewer threads than this leave a device idle: then each computes one vector of channels instead of two. */
const FEW_THREADS = 2048;

/**
 * A convolution straight from the map: each thread keeps four pixels by four or eight channels in registers. Weights lie as
 * `[kh·kw][in][out]`. No memory is shared within a workgroup, so nobody waits. Bindings: x, weights, bias, residual (if any), y.
 */
export function convolutionShader(spec: ConvolutionSpec): {
  readonly code: string;
  readonly workgroups: readonly [number, number];
} {
  const { to, from, residual } = spec;
  const places = to.height * to.width;
  const threads = groups(places, PIXELS) * groups(to.vectors, 2);
  const isDense = spec.outWidth >= to.channels && spec.inVectors === from.vectors;
  const outs = isDense && threads >= FEW_THREADS && to.vectors % 2 === 0 ? 2 : 1;
  const inputs = ['x', 'weights', 'bias', ...(residual === undefined ? [] : ['residual'])];
  const body = `
  let out = id.x * ${outs}u;
  let first = id.y * ${PIXELS}u;
  if (out >= ${to.vectors}u || first >= ${places}u) { return; }
  let start = ${isDense ? '0u' : `(out * 4u / ${spec.outWidth}u) * ${spec.inVectors}u`};
${repeat(PIXELS, (p) => `  let pixel${p} = min(first + ${p}u, ${places - 1}u);`)}
${repeat(PIXELS, (p) => repeat(outs, (o) => `  var sum${p}${o} = bias[out + ${o}u];`))}
${taps(spec, outs)}
${repeat(PIXELS, (p) => write(spec, p, outs))}`;
  return {
    code: declare(inputs, [GROUP, GROUP], body),
    workgroups: [groups(to.vectors / outs, GROUP), groups(groups(places, PIXELS), GROUP)],
  };
}

function taps({ from, to, window, inVectors }: ConvolutionSpec, outs: number): string {
  const [height, width] = window.kernelSize;
  const isPadded = window.padding.some((side) => side > 0);
  const at = (p: number): string => `
      let row${p} = i32(pixel${p} / ${to.width}u) * ${window.stride[0]} + i * ${window.dilation[0]} - ${window.padding[0]};
      let column${p} = i32(pixel${p} % ${to.width}u) * ${window.stride[1]} + j * ${window.dilation[1]} - ${window.padding[1]};
      ${isPadded ? `let inside${p} = row${p} >= 0 && row${p} < ${from.height} && column${p} >= 0 && column${p} < ${from.width};` : ''}
      let base${p} = ${place(from, `u32(row${p} * ${from.width} + column${p})`, 'start')};`;
  const load = (p: number): string =>
    `let value${p} = ${isPadded ? `select(vec4f(), x[select(0u, base${p} + c, inside${p})], inside${p})` : `x[base${p} + c]`};`;
  const add = (p: number, o: number): string =>
    `sum${p}${o} += value${p}.x * w${o}0 + value${p}.y * w${o}1 + value${p}.z * w${o}2 + value${p}.w * w${o}3;`;
  return `  for (var i = 0; i < ${height}; i++) {
    for (var j = 0; j < ${width}; j++) {
${repeat(PIXELS, at)}
      var w = u32(i * ${width} + j) * ${inVectors * 4 * to.vectors}u + out;
      for (var c = 0u; c < ${inVectors}u; c++) {
${repeat(outs, (o) => repeat(4, (k) => `        let w${o}${k} = weights[w + ${k * to.vectors + o}u];`))}
        w += ${4 * to.vectors}u;
${repeat(PIXELS, (p) => `        ${load(p)}`)}
${repeat(PIXELS, (p) => repeat(outs, (o) => `        ${add(p, o)}`))}
      }
    }
  }`;
}

function write({ to, residual, relu }: ConvolutionSpec, p: number, outs: number): string {
  const line = (o: number): string => {
    const added = residual === undefined ? '' : ` + residual[${place(residual, `pixel${p}`, `out + ${o}u`)}]`;
    return `    y[${place(to, `pixel${p}`, `out + ${o}u`)}] = ${activated(`sum${p}${o}${added}`, relu)};`;
  };
  return `  if (first + ${p}u == pixel${p}) {\n${repeat(outs, line)}\n  }`;
}
