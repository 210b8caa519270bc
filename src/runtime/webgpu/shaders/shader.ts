import type { GpuMap } from '../Dispatch.ts';

/** A kernel's declarations: `inputs` are read, `y` is written; all are arrays of vectors of four. */
export function declare(inputs: readonly string[], size: readonly number[], body: string, before = ''): string {
  const read = inputs.map((name, index) => `@group(0) @binding(${index}) var<storage, read> ${name}: array<vec4f>;`);
  return `${read.join('\n')}
@group(0) @binding(${inputs.length}) var<storage, read_write> y: array<vec4f>;
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

/** A sum's end: the ReLU, if there is one. */
export function activated(value: string, relu: boolean): string {
  return relu ? `max(${value}, vec4f())` : value;
}

/** Repeats a line for 0 … count − 1. */
export function repeat(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_unused, index) => line(index)).join('\n');
}
