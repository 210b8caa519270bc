import { memo, type ReactNode } from 'react';
import type { Analysis, Residual } from '../../engine/analysis.ts';
import { formatShape } from '../../engine/shape.ts';
import type { Lane } from '../../layout/Layout.ts';
import { useFormat } from '../hooks/use-format.ts';
import { useT } from '../hooks/use-t.ts';
import { roundedPath } from './rounded-path.ts';
import styles from './ShortcutLane.module.css';

/** A shortcut: identity thin and solid, projection heavy and dashed, zero padding dotted. A click selects where it is added. */
export const ShortcutLane = memo(function ShortcutLane({
  lane: { id, kind, points, label, nodes },
  residual,
  analysis,
  isSelected,
  isLit,
  isVertical,
  isNear,
  onSelect,
}: {
  readonly lane: Lane;
  readonly residual: Residual | undefined;
  readonly analysis: Analysis;
  readonly isSelected: boolean;
  /** A word elsewhere on the page points at it. */
  readonly isLit: boolean;
  /** Lanes then run beside the boxes, where there is no room for words. */
  readonly isVertical: boolean;
  /** Whether its words are drawn and it can be pointed at. */
  readonly isNear: boolean;
  onSelect(id: string): void;
}): ReactNode {
  const t = useT();
  const format = useFormat();
  const params = nodes.reduce((sum, node) => sum + (analysis.byId.get(node)?.params ?? 0), 0);
  const shape = analysis.byId.get(residual?.from ?? '')?.output ?? [];
  const words = t(`explore.lane.${kind}`, { params: format.count(params) });
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the place where it is added is a tree item of its own
    <g
      className={styles['lane']}
      data-shortcut={kind}
      data-selected={isSelected || isLit || undefined}
      onClick={() => onSelect(id)}
    >
      <path className={styles['line']} d={roundedPath(points, 10)} />
      {isNear && (
        <>
          <title>{`${words}: ${formatShape(shape)} → ${formatShape(analysis.byId.get(id)?.output ?? [])}`}</title>
          <path className={styles['reach']} d={roundedPath(points, 10)} />
          {label !== undefined && !isVertical && (
            <text x={label.x} y={label.y} textAnchor="middle">
              {words}
            </text>
          )}
        </>
      )}
    </g>
  );
});
