import type { KeyboardEvent, ReactNode } from 'react';
import type { Analysis } from '../../../engine/analysis.ts';
import type { CutSide } from '../../../engine/cut-residual.ts';
import type { Layout, Point } from '../../../layout/Layout.ts';
import { app } from '../../../state/store.ts';
import { useApp } from '../../hooks/use-app.ts';
import { useT } from '../../hooks/use-t.ts';
import { FocusRing } from '../FocusRing.tsx';
import styles from './CutMarks.module.css';

/** The longest gap that is drawn, in pixels at zoom 1. */
const GAP = 14;

/** A straight stretch of a line, and how far from its beginning the gap stands; in its middle if it is shorter than that asks for. */
interface Stretch {
  readonly from: Point;
  readonly to: Point;
  readonly at: number;
}

/** A gap with its two ends in every line that is cut; a click or Enter joins it again. */
export function CutMarks({ analysis, layout }: { readonly analysis: Analysis; readonly layout: Layout }): ReactNode {
  const t = useT();
  const cuts = useApp((state) => state.cuts);
  return Array.from(cuts, ([add, side]) => {
    const line = lineInto(layout, add, side);
    if (line === undefined) return null;
    const block = analysis.byId.get(add)?.node.block ?? add;
    return (
      <Mark
        key={add}
        line={line}
        name={t(`cuts.${side}Mark`, { block })}
        onJoin={() => app.getState().toggleCut(add, side)}
      />
    );
  });
}

function Mark({
  line: { from, to, at },
  name,
  onJoin,
}: {
  readonly line: Stretch;
  readonly name: string;
  onJoin(): void;
}): ReactNode {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const middle = Math.min(at, length / 2) / Math.max(length, 1);
  const half = Math.min(GAP / 2, middle * length - 1);
  const angle = (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI;
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    onJoin();
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button element cannot stand in a drawing
    <g
      role="button"
      tabIndex={0}
      aria-label={name}
      className={styles['mark']}
      transform={`translate(${from.x + (to.x - from.x) * middle},${from.y + (to.y - from.y) * middle}) rotate(${angle})`}
      onClick={onJoin}
      onKeyDown={onKeyDown}
    >
      <title>{name}</title>
      <rect className={styles['reach']} x={-14} y={-14} width={28} height={28} rx={14} />
      <path className={styles['gap']} d={`M${-half} 0H${half}`} />
      <path className={styles['ends']} d={`M${-half} -7V7M${half} -7V7`} />
      <FocusRing x={-10} y={-10} width={20} height={20} radius={10} />
    </g>
  );
}

/** The last stretch of the line by which a side reaches ⊕; none where the layout folds it away. */
function lineInto(layout: Layout, add: string, side: CutSide): Stretch | undefined {
  const plus = layout.boxes.find(({ role, nodes }) => role === 'merge' && nodes.includes(add));
  if (plus === undefined) return undefined;
  const reaches = (point: Point | undefined): boolean =>
    point !== undefined &&
    Math.abs(point.x - plus.x - plus.width / 2) <= plus.width &&
    Math.abs(point.y - plus.y - plus.height / 2) <= plus.height;
  const points =
    side === 'shortcut'
      ? layout.lanes.find(({ id }) => id === add)?.points
      : layout.edges.find(({ points, faded }) => !faded && reaches(points.at(-1)))?.points;
  const [from, to] = [points?.at(-2), points?.at(-1)];
  if (from === undefined || to === undefined) return undefined;
  // A branch is cut within the frame of its block, which ends before ⊕.
  return { from, to, at: side === 'branch' ? 7 : Number.POSITIVE_INFINITY };
}
