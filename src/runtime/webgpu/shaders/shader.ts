import type { GpuMap, Scalar } from '../Dispatch.ts';
import { MOST_HALF } from '../half.ts';

/** An array that a kernel reads, and how its values lie. */
export type Input = readonly [name: string, scalar: Scalar];

/** A kernel's declarations: `inputs` are read, `y` is written; all are arrays of vectors of four. */
export function declare(
  inputs: readonly Input[],
  output: Scalar,
  size: readonly number[],
  body: string,
  before = '',
): string {
  const read = inputs.map(
    ([name, scalar], index) => `@group(0) @binding(${index}) var<storage, read> ${name}: array<${VECTOR[scalar]}>;`,
  );
  const isHalf = [output, ...inputs.map(([, scalar]) => scalar)].includes('f16');
  return `${isHalf ? 'enable f16;\n' : ''}${read.join('\n')}
@group(0) @binding(${inputs.length}) var<storage, read_write> y: array<${VECTOR[output]}>;
${before}
@compute @workgroup_size(${size.join(', ')})
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(local_invocation_id) local: vec3u) {
${body}
}`;
}

/** Threads of a workgroup along channels and pixels. */
export const GROUP = 8;

/** Workgroups that cover so many places. */
export function groups(places: number, group: number): number {
  return Math.ceil(places / group);
}

/** Expression for the place of a map's vector. */
export function place(map: GpuMap, pixel: string, vector: string): string {
  return `(${pixel}) * ${map.pixel}u + ${map.offset}u + ${vector}`;
}

/** Expression for a vector of an array in float32, in which everything is computed. */
export function loaded(vector: string, scalar: Scalar): string {
  return scalar === 'f32' ? vector : `vec4f(${vector})`;
}

/** Expression for a vector as it is kept. What is too large for float16 becomes its largest number: what WGSL makes of it is anybody's guess. */
export function kept(value: string, scalar: Scalar): string {
  return scalar === 'f32' ? value : `vec4h(clamp(${value}, vec4f(-${MOST_HALF}), vec4f(${MOST_HALF})))`;
}

/** A sum's end: the ReLU, if there is one. */
export function activated(value: string, relu: boolean): string {
  return relu ? `max(${value}, vec4f())` : value;
}

/** Repeats a line for 0 … count − 1. */
export function repeat(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_unused, index) => line(index)).join('\n');
}

const VECTOR: Readonly<Record<Scalar, string>> = { f32: 'vec4f', f16: 'vec4h' };
