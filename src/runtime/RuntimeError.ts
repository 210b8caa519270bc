import type { RuntimeRule } from './rules.ts';

/** Something that the runtime cannot do: a rule id, and the values of its sentence. */
export class RuntimeError extends Error {
  readonly details: { readonly rule: RuntimeRule; readonly values: Readonly<Record<string, string | number>> };

  constructor(rule: RuntimeRule, values: Readonly<Record<string, string | number>>, message: string) {
    super(message);
    this.name = 'RuntimeError';
    this.details = { rule, values };
  }
}
