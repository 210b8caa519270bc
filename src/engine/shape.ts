/**
 * The size of one tensor without its batch axis: `[C, H, W]` for feature maps, `[features]` for vectors.
 * PyTorch's order, everywhere outside `src/runtime`.
 */
export type Shape = readonly number[];

/** Height and width, in that order, as in torch.nn. */
export type Pair = readonly [height: number, width: number];

/** Number of values in a tensor of this shape; 1 for `[]`. */
export function numel(shape: Shape): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** A shape as maps: those of `[C, H, W]`, or any other as one map of one row. */
export function mapsOf(shape: Shape): { readonly channels: number; readonly rows: number; readonly columns: number } {
  const [channels = 1, rows = 1, columns = 1] = shape.length === 3 ? shape : [1, 1, numel(shape)];
  return { channels, rows, columns };
}

/** A shape as people write it: `[256, 14, 14]`. */
export function formatShape(shape: Shape): string {
  return `[${shape.join(', ')}]`;
}

/** Whether two shapes have the same sizes in the same order. */
export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((size, axis) => size === b[axis]);
}
