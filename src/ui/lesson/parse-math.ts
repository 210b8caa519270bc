/** A piece of a formula, by the MathML element that shows it. */
export type MathNode =
  | { readonly element: 'mi' | 'mn' | 'mo' | 'mtext'; readonly text: string }
  | { readonly element: 'mrow' | 'mfrac' | 'msup' | 'msub' | 'msubsup' | 'msqrt'; readonly items: readonly MathNode[] };

/** The words that are drawn: `frac(a; b)`, `floor(x)`, `norm(x)`, `root(x)`. Any other word is a name. */
const DRAWN = new Set(['frac', 'floor', 'norm', 'root']);

const TOKEN = /\d[\d.,\u00A0]*\d|\d|[A-Za-zα-ωΑ-Ω′]+|\S/g;

/**
 * Reads a formula written in one line: `H(x) = F(x) + x`, `floor(frac(I + 2P − K; S)) + 1`, `0.25^n`, `∂L/∂x_(l+1)`.
 * `^` and `_` take the next number, name or bracket (whose parentheses are then not shown).
 */
export function parseMath(formula: string): MathNode {
  const tokens = formula.match(TOKEN) ?? [];
  let at = 0;

  function row(ends: readonly string[]): MathNode {
    const items: MathNode[] = [];
    while (at < tokens.length && !ends.includes(tokens[at] ?? '')) items.push(withScripts(atom()));
    return items.length === 1 && items[0] !== undefined ? items[0] : { element: 'mrow', items };
  }
  function bracketed(): readonly MathNode[] {
    at += 1;
    const parts = [row([';', ')'])];
    while (tokens[at] === ';') {
      at += 1;
      parts.push(row([';', ')']));
    }
    at += 1;
    return parts;
  }
  function atom(): MathNode {
    const token = tokens[at] ?? '';
    at += 1;
    if (DRAWN.has(token) && tokens[at] === '(') return drawn(token, bracketed());
    if (token === '(') {
      at -= 1;
      return between('(', bracketed(), ')');
    }
    if (/^\d/.test(token)) return { element: 'mn', text: token };
    if (/^[A-Za-zα-ωΑ-Ω∂′]/.test(token)) return { element: 'mi', text: token };
    return { element: 'mo', text: token };
  }
  function script(): MathNode {
    if (tokens[at] === '(') return group(bracketed());
    return atom();
  }
  function withScripts(base: MathNode): MathNode {
    let below: MathNode | undefined;
    let above: MathNode | undefined;
    while (tokens[at] === '^' || tokens[at] === '_') {
      const isAbove = tokens[at] === '^';
      at += 1;
      if (isAbove) above = script();
      else below = script();
    }
    if (below !== undefined && above !== undefined) return { element: 'msubsup', items: [base, below, above] };
    if (above !== undefined) return { element: 'msup', items: [base, above] };
    return below === undefined ? base : { element: 'msub', items: [base, below] };
  }
  return row([]);
}

function group(parts: readonly MathNode[]): MathNode {
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : { element: 'mrow', items: parts };
}

function between(open: string, parts: readonly MathNode[], close: string): MathNode {
  return { element: 'mrow', items: [{ element: 'mo', text: open }, ...parts, { element: 'mo', text: close }] };
}

function drawn(word: string, parts: readonly MathNode[]): MathNode {
  if (word === 'frac') return { element: 'mfrac', items: parts.slice(0, 2) };
  if (word === 'root') return { element: 'msqrt', items: parts };
  return word === 'floor' ? between('⌊', parts, '⌋') : between('‖', parts, '‖');
}
