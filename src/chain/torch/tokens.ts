/** A piece of Python source. */
export interface Token {
  readonly type: 'name' | 'number' | 'string' | 'mark';
  /** As written; of a string, what is between the quotes. */
  readonly text: string;
  /** Line of the source, from 1. */
  readonly line: number;
  /** Where it begins and ends in the source. */
  readonly start: number;
  readonly end: number;
}

const PATTERNS = [
  ['space', /(?:\s|\\\n|#[^\n]*)+/y],
  ['name', /[\p{L}_][\p{L}\p{N}_]*(?:\s*\.\s*[\p{L}_][\p{L}\p{N}_]*)*/uy],
  ['number', /(?:\d[\d_]*\.?\d*|\.\d+)(?:e[-+]?\d+)?/iy],
  ['string', /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/y],
] as const;

/** Cuts Python source into pieces; spaces and comments are dropped, whatever else is there is a mark of one letter. */
export function tokens(source: string): readonly Token[] {
  const found: Token[] = [];
  let at = 0;
  let line = 1;
  while (at < source.length) {
    const [type, text] = pieceAt(source, at);
    const end = at + text.length;
    if (type !== 'space') {
      const bare = type === 'string' ? text.slice(1, -1) : text;
      found.push({ type, text: type === 'name' ? bare.replace(/\s/g, '') : bare, line, start: at, end });
    }
    line += text.split('\n').length - 1;
    at = end;
  }
  return found;
}

function pieceAt(source: string, at: number): readonly [type: Token['type'] | 'space', text: string] {
  for (const [type, pattern] of PATTERNS) {
    pattern.lastIndex = at;
    const match = pattern.exec(source);
    if (match !== null) return [type, match[0]];
  }
  return ['mark', String.fromCodePoint(source.codePointAt(at) ?? 0)];
}
