import type { ReactNode } from 'react';
import type { NodeReport } from '../../../engine/analysis.ts';
import { formatShape } from '../../../engine/shape.ts';
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
    case 'ConvTranspose2d':
      return { rule: 'transposed', line: transposedLine(input[1] ?? 0, node.attrs, output[1] ?? 0) };
    case 'ZeroPad2d':
      return {
        rule: 'zeroPad',
        line: `${node.attrs.padding[0]} + ${input[1]} + ${node.attrs.padding[2]} = ${output[1]}`,
      };
    case 'ZeroPadShortcut':
      return { rule: 'zeroPadShortcut', line: both };
    default:
      return { rule: 'same', line: both };
  }
}

function transposedLine(
  size: number,
  attrs: Extract<NodeReport['node'], { readonly kind: 'ConvTranspose2d' }>['attrs'],
  output: number,
): string {
  const [kernel, stride, padding, dilation, extra] = [
    attrs.kernelSize[0],
    attrs.stride[0],
    attrs.padding[0],
    attrs.dilation[0],
    attrs.outputPadding[0],
  ];
  return `(${size} − 1)·${stride} − 2·${padding} + ${dilation}·(${kernel} − 1) + ${extra} + 1 = ${output}`;
}
