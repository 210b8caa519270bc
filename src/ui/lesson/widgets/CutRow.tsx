import type { ReactNode } from 'react';
import type { Residual } from '../../../engine/analysis.ts';
import type { CutSide } from '../../../engine/cut-residual.ts';
import { cuts } from '../../../state/lesson-cuts.ts';
import { app } from '../../../state/store.ts';
import { useFormat } from '../../hooks/use-format.ts';
import { useT } from '../../hooks/use-t.ts';
import styles from './CutWidget.module.css';

const SIDES: readonly CutSide[] = ['shortcut', 'branch'];

/** One block: how much it adds to x, what of it is cut, and what the answer was with it alone cut. */
export function CutRow({
  residual: { add, kind },
  block,
  ratio,
  most,
  side,
  swept,
  isSelected,
}: {
  readonly residual: Residual;
  readonly block: string;
  readonly ratio: number | undefined;
  /** The greatest ratio of the whole network: full width. */
  readonly most: number;
  readonly side: CutSide | undefined;
  readonly swept: number | undefined;
  readonly isSelected: boolean;
}): ReactNode {
  const t = useT();
  const format = useFormat();
  const point = (nodes: readonly string[]) => () => app.getState().setLit(nodes);
  return (
    <tr data-selected={isSelected || undefined} onPointerEnter={point([add])} onPointerLeave={point([])}>
      <th scope="row">
        {block}
        <span className={styles['kind']}>{t(`lessons.cut.kind.${kind}`)}</span>
      </th>
      <td>
        <Bar share={(ratio ?? 0) / most} />
        {ratio === undefined ? '' : format.decimal(ratio)}
      </td>
      <td className={styles['buttons']}>
        {SIDES.map((which) => (
          <button
            key={which}
            type="button"
            className={styles['cut']}
            aria-pressed={side === which}
            aria-label={t(`lessons.cut.${which}Of`, { block })}
            onClick={() => void cuts.getState().toggle(add, which)}
          >
            {which === 'shortcut' ? 'x' : 'F'}
          </button>
        ))}
      </td>
      <td>
        {swept !== undefined && (
          <>
            <Bar share={swept} />
            {format.percent(swept)}
          </>
        )}
      </td>
    </tr>
  );
}

function Bar({ share }: { readonly share: number }): ReactNode {
  return (
    <span className={styles['track']} aria-hidden="true">
      <span style={{ width: `${100 * Math.min(1, Math.max(0, share))}%` }} />
    </span>
  );
}
