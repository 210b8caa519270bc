import { onlyInput } from './check.ts';
import type { LayerSpec } from './LayerSpec.ts';

/** A layer without parameters whose output has the shape of its only input. */
export function unchanged<Attrs>(kind: string): LayerSpec<Attrs> {
  return { outputShape: (inputs) => onlyInput(kind, inputs), parameters: () => [], macs: () => 0 };
}
