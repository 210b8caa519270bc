import type { WireError } from './protocol.ts';

interface Detailed {
  readonly rule: string;
  readonly values: Readonly<Record<string, string | number>>;
}

/** An error as data: its rule and values if it carries any, else the rule `unexpected` with its message. */
export function toWireError(error: unknown): WireError {
  const message = error instanceof Error ? error.message : String(error);
  const details = detailsOf(error);
  return details === undefined
    ? { rule: 'unexpected', values: { message }, message }
    : { rule: details.rule, values: details.values, message };
}

function detailsOf(error: unknown): Detailed | undefined {
  if (!(error instanceof Error) || !('details' in error)) return undefined;
  const { details } = error;
  return typeof details === 'object' && details !== null && 'rule' in details && 'values' in details
    ? (details as Detailed)
    : undefined;
}
