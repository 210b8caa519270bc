import { type KeyboardEvent, memo, type ReactNode, useEffect, useRef } from 'react';
import type { Box } from '../../layout/Layout.ts';
import { FocusRing } from '../components/FocusRing.tsx';
import { groupOfKind } from '../components/kind-groups.ts';
import { useT } from '../hooks/use-t.ts';
import { fitText } from './fit-text.ts';
import styles from './LayerBox.module.css';

interface Props {
  readonly box: Box;
  readonly isSelected: boolean;
  /** A word elsewhere on the page points at it. */
  readonly isLit: boolean;
  /** Takes not what arrives: the shapes disagree. */
  readonly isRefused: boolean;
  /** How long it took, where times are shown; empty where it was computed together with another. */
  readonly time: string | undefined;
  /** Its share of the longest time. */
  readonly share: number;
  /** The one item of the tree that Tab reaches. */
  readonly isFocusable: boolean;
  readonly isVertical: boolean;
  /** Whether its words are drawn. */
  readonly isNear: boolean;
  onSelect(id: string): void;
  onToggle(id: string): void;
}

/** One item of the tree: a stage, a folded block, one or a few layers, or ⊕. A click or Enter selects it, and opens it if it is selected already. */
export const LayerBox = memo(function LayerBox(props: Props): ReactNode {
  const { box, isSelected, isLit, isRefused, isFocusable, onSelect, onToggle } = props;
  const t = useT();
  const element = useRef<SVGGElement>(null);
  const first = box.nodes[0];
  const name = box.role === 'merge' ? (box.nodes[0] ?? box.id) : box.id;
  const lines = linesOf(props);
  useEffect(() => {
    if (
      isSelected &&
      document.activeElement?.closest('[role="tree"]') !== null &&
      document.activeElement !== document.body
    )
      element.current?.focus({ preventScroll: true });
  }, [isSelected]);
  function choose(): void {
    if (box.canOpen && isSelected) onToggle(box.id);
    else if (first !== undefined) onSelect(first);
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    choose();
  }
  return (
    <g
      ref={element}
      role="treeitem"
      tabIndex={isFocusable ? 0 : -1}
      aria-selected={isSelected}
      aria-expanded={box.canOpen ? false : undefined}
      className={styles['box']}
      data-role={box.role}
      data-kind={box.role === 'block' ? undefined : groupOfKind[box.kind]}
      data-faded={box.faded || undefined}
      data-selected={isSelected || undefined}
      data-lit={isLit || undefined}
      data-refused={isRefused || undefined}
      data-id={box.id}
      transform={`translate(${box.x},${box.y})`}
      onClick={choose}
      onKeyDown={onKeyDown}
    >
      {/* Both the tooltip and, by the rules of SVG, the accessible name. */}
      <title>
        {box.canOpen ? t('explore.openHint', { id: name, lines: lines.join(' ') }) : [name, ...lines].join(', ')}
      </title>
      <Face {...props} lines={lines} />
      {props.share > 0 && box.role !== 'merge' && <TimeBar box={box} share={props.share} />}
      {isFocusable && (
        <FocusRing width={box.width} height={box.height} radius={box.role === 'merge' ? box.width / 2 : 7} />
      )}
    </g>
  );
});

/** What stands below the title: where times are shown, the time stands in the place of all but the shape. */
function linesOf({ box, time }: Props): readonly string[] {
  if (time === undefined || box.role === 'merge') return box.lines;
  return [...box.lines.slice(0, 1), ...(time === '' ? [] : [time])];
}

/** Room around the bar of time, and its thickness. */
const INSET = 7;
const BAR = 3;

/** A box's share of the longest time: along its lower edge, or up its side where it is narrow. */
function TimeBar({ box: { width, height }, share }: { readonly box: Box; readonly share: number }): ReactNode {
  const along = (side: number): number => (side - 2 * INSET) * share;
  const d =
    width < 40
      ? `M2 ${height - INSET}v${-along(height)}h${BAR}v${along(height)}z`
      : `M${INSET} ${height - 2}h${along(width)}v${-BAR}h${-along(width)}z`;
  return <path className={styles['time']} d={d} />;
}

function Face({ box, lines, isVertical, isNear }: Props & { readonly lines: readonly string[] }): ReactNode {
  const { width, height, role, title } = box;
  const [x, y] = [width / 2, height / 2];
  if (role === 'merge') return <MergeSign kind={box.kind} radius={width / 2} />;
  if (!isNear) return <rect width={width} height={height} rx={7} />;
  if (!isVertical && width < 40 && width < height)
    return (
      <>
        <rect width={width} height={height} rx={7} />
        <text
          className={styles['title']}
          transform={`translate(${x},${y}) rotate(-90)`}
          textAnchor="middle"
          dy="0.35em"
        >
          {fitText(title, height - 8)}
        </text>
      </>
    );
  if (width < 64)
    return (
      <>
        <rect width={width} height={height} rx={7} />
        <text className={styles['title']} x={x} y={y} textAnchor="middle" dy="0.35em">
          {fitText(title, width - 4)}
        </text>
      </>
    );
  const room = width - 20;
  const isLow = height < 40;
  const top = isLow ? y + 4 : y - lines.length * 8 + 4;
  return (
    <>
      <rect width={width} height={height} rx={7} />
      <path d={`M1 8a7 7 0 0 1 4-6.6V${height - 1.4}a7 7 0 0 1-4-6.6z`} className={styles['bar']} />
      <text className={styles['title']} x={14} y={top}>
        {fitText(title, isLow ? room / 2 : room)}
      </text>
      {isLow ? (
        <text className={styles['line']} x={width - 8} y={top} textAnchor="end">
          {lines[0]}
        </text>
      ) : (
        lines.map((line, index) => (
          <text key={line} className={styles[index === 0 ? 'line' : 'note']} x={14} y={top + 16 * (index + 1)}>
            {fitText(line, room, index === 0 ? 'mono' : 'sans')}
          </text>
        ))
      )}
    </>
  );
}

/** ⊕ where tensors are added, two strokes side by side in a circle where they are joined. */
function MergeSign({ kind, radius }: { readonly kind: Box['kind']; readonly radius: number }): ReactNode {
  const arm = radius * 0.5;
  return (
    <g transform={`translate(${radius},${radius})`} className={styles['merge']}>
      <circle r={radius} />
      <path
        d={
          kind === 'Add'
            ? `M0 ${-arm}V${arm}M${-arm} 0H${arm}`
            : `M${-arm} ${-arm * 0.6}H${arm}M${-arm} 0H${arm}M${-arm} ${arm * 0.6}H${arm}`
        }
      />
    </g>
  );
}
