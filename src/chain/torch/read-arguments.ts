import type { Written } from '../written.ts';
import type { Token } from './tokens.ts';

/** One argument of a call. */
export interface Argument {
  /** Before the `=`; absent where only the place tells. */
  readonly name?: string;
  /** `none` for `None`; `null` for anything that is no plain value. */
  readonly value: Written | null;
  /** As written. */
  readonly text: string;
}

/** Position of the bracket that closes the one at `open`, or -1 if none does. */
export function closingBracket(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at++) {
    if (isMark(tokens[at], '([{')) depth++;
    if (isMark(tokens[at], ')]}') && --depth === 0) return at;
  }
  return -1;
}

/** Whether a token is one of these marks. */
export function isMark(token: Token | undefined, marks: string): boolean {
  return token?.type === 'mark' && marks.includes(token.text);
}

/** The arguments between two brackets. */
export function readArguments(source: string, inner: readonly Token[]): readonly Argument[] {
  return splitAtCommas(inner).map((part) => {
    const named = part[0]?.type === 'name' && isMark(part[1], '=');
    const value = named ? part.slice(2) : part;
    const text = source.slice(value[0]?.start ?? 0, value.at(-1)?.end ?? 0);
    return { ...(named && { name: part[0]?.text ?? '' }), value: readValue(value), text };
  });
}

function splitAtCommas(inner: readonly Token[]): readonly (readonly Token[])[] {
  const parts: Token[][] = [];
  let depth = 0;
  let part: Token[] = [];
  for (const token of inner) {
    if (isMark(token, '([{')) depth++;
    if (isMark(token, ')]}')) depth--;
    if (depth === 0 && isMark(token, ',')) {
      parts.push(part);
      part = [];
    } else part.push(token);
  }
  return (part.length === 0 ? parts : [...parts, part]).filter((each) => each.length > 0);
}

function readValue(part: readonly Token[]): Written | null {
  const [first, ...others] = part;
  if (first === undefined) return null;
  if (isMark(first, '([') && isMark(others.at(-1), ')]')) return readTuple(others.slice(0, -1));
  if (isMark(first, '-+') && others.length === 1 && others[0]?.type === 'number')
    return Number(first.text + plain(others[0]));
  if (others.length > 0) return null;
  if (first.type === 'number') return Number(plain(first));
  if (first.type === 'string') return first.text.toLowerCase();
  if (first.text === 'True' || first.text === 'False') return first.text === 'True';
  return first.text === 'None' ? 'none' : null;
}

function readTuple(inner: readonly Token[]): Written | null {
  const values = splitAtCommas(inner).map(readValue);
  const numbers = values.filter((value) => typeof value === 'number');
  if (numbers.length === 0 || numbers.length < values.length) return null;
  // (3) is a number in brackets, (3,) a tuple: for torch's pairs both would be 3.
  return numbers.length === 1 ? (numbers[0] ?? null) : numbers;
}

/** Python allows `1_000`. */
function plain({ text }: Token): string {
  return text.replaceAll('_', '');
}
