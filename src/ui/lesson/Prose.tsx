import { Fragment, type ReactNode, useMemo } from 'react';
import { MathText } from './MathText.tsx';
import styles from './Prose.module.css';
import { type ProsePiece, parseProse } from './prose.ts';
import { TermWord } from './TermWord.tsx';

/** Paragraphs with coloured words and formulas. */
export function Prose({
  text,
  terms = {},
}: {
  readonly text: string;
  /** Nodes that the coloured words stand for. */
  readonly terms?: Readonly<Record<string, readonly string[]>> | undefined;
}): ReactNode {
  const paragraphs = useMemo(() => parseProse(text), [text]);
  return (
    <div className={styles['prose']}>
      {paragraphs.map(({ pieces, isFormula }, index) =>
        isFormula ? (
          <MathText key={index} formula={pieces[0]?.text ?? ''} isDisplay />
        ) : (
          <p key={index}>
            {pieces.map((piece, position) => (
              <Fragment key={position}>{toNode(piece, terms)}</Fragment>
            ))}
          </p>
        ),
      )}
    </div>
  );
}

function toNode(piece: ProsePiece, terms: Readonly<Record<string, readonly string[]>>): ReactNode {
  switch (piece.kind) {
    case 'words':
      return piece.text;
    case 'shape':
      return <span className={styles['shape']}>{piece.text}</span>;
    case 'formula':
      return <MathText formula={piece.text} />;
    case 'term':
      // A button is a word of its own to the line breaker, which would put the comma behind it on the next line.
      return (
        <span className={styles['whole']}>
          <TermWord text={piece.text} nodes={terms[piece.term] ?? []} />
          {piece.tail}
        </span>
      );
  }
}
