/** A setting as people write it: `3`, `[3, 5]`, `'same'`, `true`. */
export type Written = number | string | boolean | readonly number[];

const NUMBER = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;

/** Reads `3`, `3, 5`, `3x5`, `(3, 5)`, `1e-5`, `true` or a word; `null` for nothing, or for a list with something else than numbers in it. */
export function readWritten(text: string): Written | null {
  const inner = text.trim().replace(/^[([]\s*|\s*,?\s*[)\]]$/g, '');
  if (/^(true|false)$/i.test(inner)) return inner.toLowerCase() === 'true';
  const parts = inner.split(/\s*[x×,;]\s*|\s+/i);
  if (parts.every((part) => NUMBER.test(part))) {
    const [first = 0, ...others] = parts.map(Number);
    return others.length === 0 ? first : [first, ...others];
  }
  return /^[a-z]+$/i.test(inner) ? inner.toLowerCase() : null;
}

/** The setting in one piece: a list with `between` its numbers, a switch as `true` or `false`. */
export function formatWritten(written: Written, between: string): string {
  return typeof written === 'object' ? written.join(between) : String(written);
}

/** Whether two settings are written alike. */
export function sameWritten(a: Written, b: Written): boolean {
  return formatWritten(a, ',') === formatWritten(b, ',');
}
