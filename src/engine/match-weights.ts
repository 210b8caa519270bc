import type { StateEntry } from './analysis.ts';
import { numel, type Shape, sameShape } from './shape.ts';

/** One array that a weights file offers, under the name it will be known by. */
export interface TensorInfo {
  readonly name: string;
  readonly shape: Shape;
  /** Shape in the file is not the layer's but holds the same values in the same order (product-quantised codes, timm's VGG). */
  readonly reshape?: boolean;
}

/** A name that both sides know, with shapes that differ. */
export interface Misshaped {
  readonly name: string;
  readonly expected: Shape;
  readonly found: Shape;
}

/** What a weights file and a network have in common. */
export interface WeightsMatch {
  /** Names that fit. */
  readonly matched: readonly string[];
  readonly missing: readonly string[];
  readonly unexpected: readonly string[];
  readonly misshaped: readonly Misshaped[];
  /** Nothing missing and nothing misshaped: the network can run. */
  readonly complete: boolean;
}

/** What of PyTorch's state dict inference does not use. */
const IGNORED = /(^|\.)num_batches_tracked$/;

/** Compares a file's arrays with those of a network, name by name and shape by shape. */
export function matchWeights(entries: readonly StateEntry[], tensors: readonly TensorInfo[]): WeightsMatch {
  const offered = new Map(tensors.filter(({ name }) => !IGNORED.test(name)).map((tensor) => [tensor.name, tensor]));
  const expected = new Set(entries.map(({ name }) => name));
  const matched: string[] = [];
  const missing: string[] = [];
  const misshaped: Misshaped[] = [];
  for (const { name, shape, optional } of entries) {
    const tensor = offered.get(name);
    if (tensor === undefined) {
      if (optional !== true) missing.push(name);
    } else if (fits(tensor, shape)) matched.push(name);
    else misshaped.push({ name, expected: shape, found: tensor.shape });
  }
  const unexpected = [...offered.keys()].filter((name) => !expected.has(name));
  return { matched, missing, unexpected, misshaped, complete: missing.length === 0 && misshaped.length === 0 };
}

function fits({ shape, reshape }: TensorInfo, wanted: Shape): boolean {
  return reshape === true ? numel(shape) === numel(wanted) : sameShape(shape, wanted);
}
