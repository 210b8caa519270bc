import type { FormatRule } from './rules.ts';

/** Longest text out of a file that an error repeats: a damaged one may hold names of megabytes. */
const MAX_TEXT = 200;

/** A weights file that cannot be used as it is. Nothing of it was executed; the former weights stay. */
export class WeightsError extends Error {
  readonly details: { readonly rule: FormatRule; readonly values: Readonly<Record<string, string | number>> };

  constructor(rule: FormatRule, values: Readonly<Record<string, string | number>>, message: string) {
    super(clipped(message, 3 * MAX_TEXT));
    this.name = 'WeightsError';
    const short = Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' ? clipped(value, MAX_TEXT) : value,
    ]);
    this.details = { rule, values: Object.fromEntries(short) };
  }
}

function clipped(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
