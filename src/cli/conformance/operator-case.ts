/** A tensor of an operator case, row by row. */
export interface CaseTensor {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

/** One of ONNX's own operator cases: inputs in the order of the operator. */
export interface OperatorCase {
  readonly name: string;
  readonly op: string;
  readonly opset: number;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly inputs: readonly CaseTensor[];
  readonly outputs: readonly CaseTensor[];
}

/** What became of a case. */
export interface Verdict {
  readonly name: string;
  readonly result: 'passed' | 'failed' | 'skipped';
  /** Why it failed or was skipped; empty if it passed. */
  readonly reason: string;
}

/** Says that our layers have no way to express a case, and why. */
export class Inexpressible extends Error {}

/** An attribute that is a number, or its default. */
export function numberOf({ attributes }: OperatorCase, name: string, fallback: number): number {
  const value = attributes[name];
  return typeof value === 'number' ? value : fallback;
}

/** An attribute that is a list of numbers, or its default. */
export function numbersOf({ attributes }: OperatorCase, name: string, fallback: readonly number[]): readonly number[] {
  const value = attributes[name];
  return Array.isArray(value) && value.every((item) => typeof item === 'number') ? value : fallback;
}

/** An attribute that is a text, or its default. */
export function textOf({ attributes }: OperatorCase, name: string, fallback: string): string {
  const value = attributes[name];
  return typeof value === 'string' ? value : fallback;
}

/** Input `index`. Throws `Inexpressible` if the case has none there. */
export function inputOf({ inputs, op }: OperatorCase, index: number): CaseTensor {
  const input = inputs[index];
  if (input === undefined) throw new Inexpressible(`${op} without its input ${index}`);
  return input;
}
