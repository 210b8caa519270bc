import { createElement, type ReactNode } from 'react';
import styles from './MathText.module.css';
import { type MathNode, parseMath } from './parse-math.ts';

/** A formula, typeset by the browser (MathML), which screen readers can read out. */
export function MathText({
  formula,
  isDisplay = false,
}: {
  readonly formula: string;
  /** Stands on a line of its own. */
  readonly isDisplay?: boolean;
}): ReactNode {
  const math = createElement(
    'math',
    { display: isDisplay ? 'block' : 'inline', className: styles['math'] },
    toElement(parseMath(formula), 0),
  );
  return isDisplay ? <div className={styles['display']}>{math}</div> : math;
}

function toElement(node: MathNode, key: number): ReactNode {
  if ('text' in node) return createElement(node.element, { key }, node.text);
  return createElement(node.element, { key }, node.items.map(toElement));
}
