import type { ReactNode } from 'react';
import { formatShape, type Shape } from '../../engine/shape.ts';
import styles from './ShapePair.module.css';

type Side = readonly [name: string, shape: Shape];

/** Two shapes on their way into ⊕, and whether it takes them. Sizes that differ stand out. */
export function ShapePair({
  left,
  right,
  agrees,
}: {
  readonly left: Side;
  readonly right: Side;
  readonly agrees: boolean;
}): ReactNode {
  return (
    <div className={styles['pair']} data-agrees={agrees || undefined}>
      <One side={left} other={right[1]} />
      <span className={styles['sign']} aria-hidden="true">
        {agrees ? '⊕' : '≠'}
      </span>
      <One side={right} other={left[1]} />
    </div>
  );
}

function One({ side: [name, shape], other }: { readonly side: Side; readonly other: Shape }): ReactNode {
  return (
    <span className={styles['side']}>
      <span className={styles['name']}>{name}</span>
      <span className={styles['shape']}>
        {formatShape(shape)
          .split(/(\d+)/)
          .map((piece, index) => (
            <span
              key={index}
              data-differs={(index % 2 === 1 && shape[(index - 1) / 2] !== other[(index - 1) / 2]) || undefined}
            >
              {piece}
            </span>
          ))}
      </span>
    </span>
  );
}
