import { memo, type ReactNode } from 'react';
import type { Frame } from '../../layout/Layout.ts';
import { useFormat } from '../hooks/use-format.ts';
import { useT } from '../hooks/use-t.ts';
import styles from './BlockFrame.module.css';
import type { BlockCost } from './block-costs.ts';
import { fitText } from './fit-text.ts';

/** The frame around an open block: its name, its cost, and − to fold it. */
export const BlockFrame = memo(function BlockFrame({
  frame: { id, type, x, y, width, height },
  cost,
  time,
  isSelected,
  isVertical,
  isNear,
  onToggle,
}: {
  readonly frame: Frame;
  readonly cost: BlockCost | undefined;
  /** How long it took, where that is shown instead of the cost. */
  readonly time: string | undefined;
  readonly isSelected: boolean;
  /** From top to bottom, the branches' lines run where the cost would stand. */
  readonly isVertical: boolean;
  /** Whether its words are drawn. */
  readonly isNear: boolean;
  onToggle(id: string): void;
}): ReactNode {
  const t = useT();
  const format = useFormat();
  const place = `translate(${x},${y})`;
  if (!isNear)
    return (
      <g className={styles['frame']} data-selected={isSelected || undefined} transform={place}>
        <rect width={width} height={height} rx={8} />
      </g>
    );
  const costText =
    cost === undefined ? '' : t('explore.blockCost', { params: format.si(cost.params), macs: format.si(cost.macs) });
  return (
    <g className={styles['frame']} data-selected={isSelected || undefined} transform={place}>
      <rect width={width} height={height} rx={8} />
      <text className={styles['title']} x={10} y={18}>
        {fitText(id, width - 48)}
        {width > 260 && (
          <tspan className={styles['type']} dx={8}>
            {type}
          </tspan>
        )}
      </text>
      {width > 200 && !isVertical && (
        <text className={styles['cost']} x={width - 10} y={height - 9} textAnchor="end">
          {time ?? costText}
        </text>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the level buttons and the block's own items do the same by keyboard */}
      <g className={styles['fold']} data-control transform={`translate(${width - 18},14)`} onClick={() => onToggle(id)}>
        <title>{t('explore.fold', { block: id })}</title>
        <rect x={-12} y={-12} width={24} height={24} className={styles['reach']} />
        <path d="M-4 0h8" />
      </g>
    </g>
  );
});
