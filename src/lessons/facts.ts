import type { Shape } from '../engine/shape.ts';

/** A value of a sentence, with how it is to be written; the language decides the rest. */
export type Fact =
  /** A whole number, every digit. */
  | { readonly as: 'count'; readonly value: number }
  /** A number with at most three decimals. */
  | { readonly as: 'decimal'; readonly value: number }
  /** A share of one, as a percentage. */
  | { readonly as: 'percent'; readonly value: number }
  /** A number of any size, two digits and a power of ten. */
  | { readonly as: 'power'; readonly value: number }
  /** `[256, 14, 14]` */
  | { readonly as: 'shape'; readonly value: Shape }
  /** A name or formula that is the same in every language. */
  | { readonly as: 'text'; readonly value: string };

/** Facts by the name of their placeholder. */
export type Facts = Readonly<Record<string, Fact>>;

/** A whole number, every digit. */
export function count(value: number): Fact {
  return { as: 'count', value };
}

/** A number with at most three decimals. */
export function decimal(value: number): Fact {
  return { as: 'decimal', value };
}

/** A share of one. */
export function percent(value: number): Fact {
  return { as: 'percent', value };
}

/** A number that may be very small or very large. */
export function power(value: number): Fact {
  return { as: 'power', value };
}

/** A shape `[C, H, W]`. */
export function shape(value: Shape): Fact {
  return { as: 'shape', value };
}

/** A name or formula. */
export function text(value: string): Fact {
  return { as: 'text', value };
}
