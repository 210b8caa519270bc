import type { ReactNode } from 'react';
import type { NodeReport } from '../../../engine/analysis.ts';
import { formatShape } from '../../../engine/shape.ts';
import { useT } from '../../hooks/use-t.ts';
import { KindMark } from '../KindMark.tsx';
import { groupOfKind } from '../kind-groups.ts';
import styles from './LayerHead.module.css';

/** Kind, name (the module's path unless another is given), and the shapes that go in and come out. */
export function LayerHead({
  report: { node, inputs, output },
  name = node.id,
}: {
  readonly report: NodeReport;
  readonly name?: string;
}): ReactNode {
  const t = useT();
  const group = groupOfKind[node.kind];
  const [first, ...others] = [...new Set(inputs.map(formatShape))];
  return (
    <header className={styles['head']}>
      <p className={styles['kind']} data-kind={group}>
        <KindMark group={group} size={14} />
        <b>{node.kind}</b>
        <span className={styles['word']}>{t(`layers.${node.kind}`)}</span>
      </p>
      <h2 className={styles['name']}>{name}</h2>
      <p className={styles['shapes']}>
        {first !== undefined && (
          <>
            <span>
              {first}
              {others.length > 0 && ` +${others.length}`}
              {inputs.length > 1 && others.length === 0 && ` ×${inputs.length}`}
            </span>
            <span aria-hidden="true" className={styles['arrow']}>
              →
            </span>
          </>
        )}
        <b>{formatShape(output)}</b>
      </p>
      {node.role !== undefined && <p className={styles['role']}>{t(`inspector.role.${node.role}`)}</p>}
    </header>
  );
}
