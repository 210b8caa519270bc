/** A piece of prose: plain words, a coloured word that stands for layers, a shape, or a formula. */
export type ProsePiece =
  | { readonly kind: 'words'; readonly text: string }
  | {
      readonly kind: 'term';
      readonly text: string;
      readonly term: string;
      /** A mark or a particle that no line may begin with. */
      readonly tail: string;
    }
  | { readonly kind: 'shape'; readonly text: string }
  | { readonly kind: 'formula'; readonly text: string };

/** A paragraph; `isFormula` where it is one formula that stands alone. */
export interface Paragraph {
  readonly pieces: readonly ProsePiece[];
  readonly isFormula: boolean;
}

/**
 * Reads the prose of a step: paragraphs end with a line break, `[[words|term]]` is a coloured word, `$…$` a formula, `[256, 14, 14]` a shape.
 * What is written otherwise is taken as words.
 */
export function parseProse(prose: string): readonly Paragraph[] {
  return prose
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const pieces = parseLine(line);
      return { pieces, isFormula: pieces.length === 1 && pieces[0]?.kind === 'formula' };
    });
}

/** `[[words|term]]` with the marks behind it, and up to three letters of a particle that a space follows. */
const TERM = String.raw`\[\[[^\]|]+\|[\w-]+\]\](?:[,.;:!?)、。」]+|[^\s$[,.;:!?)、。」]{1,3}[,.]?(?=\s|$))?`;
const PIECES = new RegExp(String.raw`(${TERM}|\$[^$]+\$|\[\d+(?:, \d+)+\])`);

function parseLine(line: string): readonly ProsePiece[] {
  return line
    .split(PIECES)
    .filter((part) => part !== '')
    .map((part): ProsePiece => {
      const [, text, term, tail = ''] = /^\[\[([^\]|]+)\|([\w-]+)\]\](.*)$/.exec(part) ?? [];
      if (text !== undefined && term !== undefined) return { kind: 'term', text, term, tail };
      if (/^\[\d+(, \d+)+\]$/.test(part)) return { kind: 'shape', text: part };
      return part.length > 2 && part.startsWith('$') && part.endsWith('$')
        ? { kind: 'formula', text: part.slice(1, -1) }
        : { kind: 'words', text: part };
    });
}
