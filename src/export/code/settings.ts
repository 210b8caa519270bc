import type { NodeReport } from '../../engine/analysis.ts';
import type { Pair } from '../../engine/shape.ts';

/** `name=value`, or nothing where the value is the default. */
export function shown(name: string, value: string, usual: string): string {
  return value === usual ? '' : `${name}=${value}`;
}

/** Padding of a windowed layer in elements, with Keras's words resolved for this input: top, left, bottom, right. */
export function paddingOf({ window }: NodeReport): readonly [top: number, left: number, bottom: number, right: number] {
  return window?.padding ?? [0, 0, 0, 0];
}

/** One number where height and width agree, else both: `3`, `(3, 5)`. */
export function pair(value: Pair): string {
  return value[0] === value[1] ? String(value[0]) : tuple(value);
}

/** `(3, 3)` */
export function tuple([height, width]: Pair): string {
  return `(${height}, ${width})`;
}

/** Arguments with commas between them; empty ones are left out. */
export function list(...parts: readonly (string | number)[]): string {
  return parts.filter((part) => part !== '').join(', ');
}
