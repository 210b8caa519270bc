import type { StoreRule } from './rules.ts';

/** A download or the device's storage that failed: a rule id, and the values of its sentence. What was stored before is untouched. */
export class StoreError extends Error {
  readonly details: { readonly rule: StoreRule; readonly values: Readonly<Record<string, string | number>> };

  constructor(rule: StoreRule, values: Readonly<Record<string, string | number>>, message: string) {
    super(message);
    this.name = 'StoreError';
    this.details = { rule, values };
  }
}
