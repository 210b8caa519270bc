import type { FormatRule } from './rules.ts';

/** A weights file that cannot be used as it is. Nothing of it was executed; the former weights stay. */
export class WeightsError extends Error {
  readonly details: { readonly rule: FormatRule; readonly values: Readonly<Record<string, string | number>> };

  constructor(rule: FormatRule, values: Readonly<Record<string, string | number>>, message: string) {
    super(message);
    this.name = 'WeightsError';
    this.details = { rule, values };
  }
}
