/** Weights by their PyTorch names, each row by row in PyTorch's layout, as float32. */
export type StateDict = ReadonlyMap<string, Float32Array>;
