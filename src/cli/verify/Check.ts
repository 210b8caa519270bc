/** Largest difference from PyTorch that passes, as a share of the greatest value of the layer. */
export const TOLERANCE = 1e-4;

/** One case of the long check. */
export interface Check {
  readonly name: string;
  /** Does it and gives its figures. Throws an `Error` that says what is wrong. */
  run(): Promise<string>;
}
