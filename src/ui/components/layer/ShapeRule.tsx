import type { ReactNode } from 'react';
import type { NodeReport } from '../../../engine/analysis.ts';
import type { ZeroPad2dAttrs } from '../../../engine/layers/attrs.ts';
import { formatShape, type Shape } from '../../../engine/shape.ts';
import { useT } from '../../hooks/use-t.ts';
import styles from './FormulaCard.module.css';

/** The rule of a layer without a window, with its numbers. */
export function ShapeRule({ report }: { readonly report: NodeReport }): ReactNode {
  const t = useT();
  const { rule, line } = ruleOf(report);
  return (
    <div className={styles['card']}>
      <p className={styles['line']}>{line}</p>
      <p className={styles['words']}>{t(`inspector.rule.${rule}`)}</p>
    </div>
  );
}

/** Which rule, and the line that works it out. */
function ruleOf({ node, inputs, output }: NodeReport): { readonly rule: string; readonly line: string } {
  const [input = []] = inputs;
  const both = `${formatShape(input)} → ${formatShape(output)}`;
  switch (node.kind) {
    case 'Input':
      return { rule: 'input', line: formatShape(output) };
    case 'Linear':
      return { rule: 'linear', line: both };
    case 'Flatten':
      return { rule: 'flatten', line: `${input.join('·')} = ${output.join('·')}` };
    case 'AdaptiveAvgPool2d':
      return { rule: 'adaptive', line: both };
    case 'Add':
      return { rule: 'add', line: `${inputs.map(formatShape).join(' + ')} = ${formatShape(output)}` };
    case 'Concat':
      return { rule: 'concat', line: `${inputs.map((shape) => shape[0]).join(' + ')} = ${output[0]}` };
    case 'ZeroPad2d':
      return { rule: 'zeroPad', line: paddedLine(node.attrs.padding, input, output) };
    case 'ZeroPadShortcut':
      return { rule: 'zeroPadShortcut', line: both };
    default:
      return { rule: 'same', line: both };
  }
}

/** Height, and width where it is another sum. */
function paddedLine([top, left, bottom, right]: ZeroPad2dAttrs['padding'], input: Shape, output: Shape): string {
  const height = `${top} + ${input[1]} + ${bottom} = ${output[1]}`;
  const width = `${left} + ${input[2]} + ${right} = ${output[2]}`;
  return height === width ? height : `${height}, ${width}`;
}
