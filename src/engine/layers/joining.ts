import type { ShapeError } from '../errors.ts';
import type { Shape } from '../shape.ts';
import { shapeError } from './check.ts';

/** What inputs that are joined must have in common. */
interface Agreement {
  readonly agrees: (first: Shape, other: Shape) => boolean;
  /** The error for the first that does not agree. */
  readonly misfit: (first: Shape, other: Shape) => ShapeError;
}

/** The first of the inputs of a layer that joins `expected` or more, once all others agree with it. Throws `ShapeError`. */
export function firstOfAlike(
  kind: string,
  inputs: readonly Shape[],
  expected: number,
  { agrees, misfit }: Agreement,
): Shape {
  const [first, ...others] = inputs;
  if (first === undefined)
    throw shapeError(
      'inputCount',
      `${kind} takes ${expected} or more inputs, and gets 0. Use ${expected}.`,
      { kind, found: 0, expected },
      `${expected} inputs`,
    );
  const other = others.find((shape) => !agrees(first, shape));
  if (other !== undefined) throw misfit(first, other);
  return first;
}
