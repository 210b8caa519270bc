import type { ReactNode } from 'react';
import styles from './CodeBlock.module.css';
import type { Letter } from './formula-lines.ts';

/** The argument that each letter of the formula is, in PyTorch. */
const ARGUMENTS: { readonly [Name in Letter]: string } = {
  I: '',
  P: 'padding',
  K: 'kernel_size',
  S: 'stride',
  D: 'dilation',
};

/** A line of source; the argument of the lit letter is marked. */
export function CodeBlock({ text, lit = null }: { readonly text: string; readonly lit?: Letter | null }): ReactNode {
  const name = lit === null ? '' : ARGUMENTS[lit];
  const found = name === '' ? null : new RegExp(`\\b${name}=(\\([^)]*\\)|[^,)]+)`).exec(text);
  return (
    <pre className={styles['code']}>
      <code>
        {found === null ? (
          text
        ) : (
          <>
            {text.slice(0, found.index)}
            <mark>{found[0]}</mark>
            {text.slice(found.index + found[0].length)}
          </>
        )}
      </code>
    </pre>
  );
}
