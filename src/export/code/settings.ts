import type { NodeReport } from '../../engine/analysis.ts';

/** `name=value`, or nothing where the value is the default. */
export function shown(name: string, value: string, usual: string): string {
  return value === usual ? '' : `${name}=${value}`;
}

/** Padding of a windowed layer in elements, with Keras's words resolved for this input: top, left, bottom, right. */
export function paddingOf({ window }: NodeReport): readonly [top: number, left: number, bottom: number, right: number] {
  return window?.padding ?? [0, 0, 0, 0];
}
