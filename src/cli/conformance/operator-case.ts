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
  /** Why the faithful executor ran it where the fused one was asked to; absent where nothing was refused. */
  readonly fallback?: string;
}

/** Says that our layers have no way to express a case, and why. */
export class Inexpressible extends Error {}

/** An attribute that is a number, or its default. Throws `Inexpressible` if it is something else. */
export function numberOf(test: OperatorCase, name: string, fallback: number): number {
  return attributeOf(test, name, fallback, (value) => typeof value === 'number');
}

/** An attribute that is a list of numbers, or its default. Throws `Inexpressible` if it is something else. */
export function numbersOf(test: OperatorCase, name: string, fallback: readonly number[]): readonly number[] {
  return attributeOf(
    test,
    name,
    fallback,
    (value) => Array.isArray(value) && value.every((item) => typeof item === 'number'),
  );
}

/** An attribute that is one of a few words; the first is the default. Throws `Inexpressible` if it is something else. */
export function wordOf<Word extends string>(test: OperatorCase, name: string, words: readonly [Word, ...Word[]]): Word {
  return attributeOf(test, name, words[0], (value) => words.some((word) => word === value));
}

function attributeOf<Value>(
  { attributes, op }: OperatorCase,
  name: string,
  fallback: Value,
  isRight: (value: unknown) => boolean,
): Value {
  const value = attributes[name];
  if (value === undefined) return fallback;
  if (!isRight(value)) throw new Inexpressible(`${op} with ${name} ${JSON.stringify(value)}`);
  return value as Value;
}

/** Input `index`. Throws `Inexpressible` if the case has none there. */
export function inputOf({ inputs, op }: OperatorCase, index: number): CaseTensor {
  const input = inputs[index];
  if (input === undefined) throw new Inexpressible(`${op} without its input ${index}`);
  return input;
}
