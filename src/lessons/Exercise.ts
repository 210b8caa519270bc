import type { Facts } from './facts.ts';
import type { Random } from './random.ts';

/** A question with numbers of its own. */
export interface Question {
  /** Values of the placeholders in `question`, `hint`, `solution` and the mistakes. */
  readonly facts: Facts;
  readonly answer: number;
  /** Answers that a known slip leads to, by the slip's id: `exercise.<id>.mistake.<slip>` says where it went wrong. */
  readonly mistakes: Readonly<Record<string, number>>;
}

/**
 * Something to work out. Prose: `lessons.<slug>.exercise.<id>.question`, `.hint`, `.solution` and one `.mistake.<slip>` for each slip.
 */
export interface Exercise {
  readonly id: string;
  /** New numbers; the answer and what slips lead to come from the engine. No slip may lead to the answer. */
  ask(random: Random): Question;
}

/** What is wrong with an answer: nothing, a known slip, or that it is too small or too large. */
export type Verdict =
  | { readonly kind: 'right' }
  | { readonly kind: 'slip'; readonly slip: string }
  | { readonly kind: 'low' }
  | { readonly kind: 'high' };

/** Judges an answer. */
export function judge({ answer, mistakes }: Question, given: number): Verdict {
  if (isSame(given, answer)) return { kind: 'right' };
  const slip = Object.entries(mistakes).find(([, value]) => isSame(given, value));
  if (slip !== undefined) return { kind: 'slip', slip: slip[0] };
  return { kind: given < answer ? 'low' : 'high' };
}

/** The mistakes that can be told from the answer and from one another. */
export function distinct(answer: number, mistakes: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  const seen = [answer];
  return Object.fromEntries(
    Object.entries(mistakes).filter(([, value]) => {
      if (seen.some((other) => isSame(value, other))) return false;
      seen.push(value);
      return true;
    }),
  );
}

/** Whether two numbers differ by no more than rounding. */
function isSame(first: number, second: number): boolean {
  return Math.abs(first - second) <= 1e-9 * Math.max(1, Math.abs(second));
}
