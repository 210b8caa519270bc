import { memo, type ReactNode, useMemo } from 'react';
import type { Analysis } from '../../engine/analysis.ts';
import type { Layout, Point, Rect } from '../../layout/Layout.ts';
import { useFormat } from '../hooks/use-format.ts';
import { useT } from '../hooks/use-t.ts';
import { BlockFrame } from './BlockFrame.tsx';
import { blockCosts } from './block-costs.ts';
import { type Detail, isDetailed } from './detail.ts';
import { EdgeLine } from './EdgeLine.tsx';
import styles from './GraphScene.module.css';
import { LayerBox } from './LayerBox.tsx';
import { ShortcutLane } from './ShortcutLane.tsx';
import { sumTimes, type Times } from './sum-times.ts';

/** Everything that is drawn: frames, tensors, shortcuts, boxes, titles of stages, in this order from back to front. */
export const GraphScene = memo(function GraphScene({
  analysis,
  layout,
  times,
  detail,
  selected,
  lit,
  refused,
  onSelect,
  onToggle,
}: {
  readonly analysis: Analysis;
  readonly layout: Layout;
  /** How long each node took, where that is to stand in the boxes. */
  readonly times: Times | undefined;
  /** Where words are drawn too. */
  readonly detail: Detail;
  readonly selected: string | null;
  /** Nodes that a word elsewhere on the page points at. */
  readonly lit: readonly string[];
  /** A node that refuses what arrives. */
  readonly refused: string | null;
  onSelect(id: string | null): void;
  onToggle(id: string): void;
}): ReactNode {
  const costs = useMemo(() => blockCosts(analysis), [analysis]);
  const residuals = useMemo(() => new Map(analysis.residuals.map((item) => [item.add, item])), [analysis]);
  const format = useFormat();
  const timeOf = useMemo(() => times && sumTimes(times), [times]);
  const longest = Math.max(...layout.boxes.map(({ nodes }) => timeOf?.(nodes) ?? 0)) || 1;
  /** Nothing where it was computed together with another. */
  function timeText(time: number | undefined): string | undefined {
    if (time === undefined) return undefined;
    return time === 0 ? '' : format.milliseconds(time);
  }
  const isVertical = layout.direction === 'vertical';
  const isNear = (rect: Rect): boolean => isDetailed(detail, layout.direction, rect);
  const focusable = layout.boxes.some(({ nodes }) => selected !== null && nodes.includes(selected))
    ? selected
    : (layout.boxes[0]?.nodes[0] ?? null);
  return (
    <>
      {layout.frames.map((frame) => (
        <BlockFrame
          key={frame.id}
          frame={frame}
          cost={costs.get(frame.id)}
          time={timeOf && format.milliseconds(timeOf(costs.get(frame.id)?.nodes ?? []))}
          isSelected={selected !== null && analysis.byId.get(selected)?.node.block === frame.id}
          isVertical={isVertical}
          isNear={isNear(frame)}
          onToggle={onToggle}
        />
      ))}
      {layout.edges.map((edge) => (
        <EdgeLine key={edge.id} edge={edge} isVertical={isVertical} isNear={isNear(boundsOf(edge.points))} />
      ))}
      {layout.lanes.map((lane) => (
        <ShortcutLane
          key={lane.id}
          lane={lane}
          residual={residuals.get(lane.id)}
          analysis={analysis}
          isSelected={selected === lane.id || (selected !== null && lane.nodes.includes(selected))}
          isLit={lit.includes(lane.id) || lane.nodes.some((node) => lit.includes(node))}
          isVertical={isVertical}
          isNear={isNear(boundsOf(lane.points))}
          onSelect={onSelect}
        />
      ))}
      {layout.boxes.map((box) => {
        const isSelected = selected !== null && box.nodes.includes(selected);
        const time = timeOf?.(box.nodes);
        return (
          <LayerBox
            key={box.id}
            box={box}
            isSelected={isSelected}
            isLit={box.nodes.some((node) => lit.includes(node))}
            isRefused={refused !== null && box.nodes.includes(refused)}
            isFocusable={isSelected || (focusable !== null && box.nodes.includes(focusable))}
            time={timeText(time)}
            share={(time ?? 0) / longest}
            isVertical={isVertical}
            isNear={isNear(box)}
            onSelect={onSelect}
            onToggle={onToggle}
          />
        );
      })}
      <StageTitles layout={layout} />
    </>
  );
});

/** The rectangle around the ends of a line. */
function boundsOf(points: readonly Point[]): Rect {
  const [first, last] = [points[0] ?? { x: 0, y: 0 }, points.at(-1) ?? { x: 0, y: 0 }];
  const [x, y] = [Math.min(first.x, last.x), Math.min(first.y, last.y)];
  return { x, y, width: Math.abs(last.x - first.x), height: Math.abs(last.y - first.y) };
}

function StageTitles({ layout }: { readonly layout: Layout }): ReactNode {
  const t = useT();
  const isVertical = layout.direction === 'vertical';
  return layout.titles.map(({ id, title, shape, length, x, y }) => (
    <g
      key={id}
      className={styles['stage']}
      transform={`translate(${x},${y})`}
      textAnchor={isVertical ? 'end' : undefined}
    >
      <title>{t('explore.stageOut', { stage: title, shape: shape.join('×') })}</title>
      <text className={styles['stageTitle']} y={0}>
        {title}
      </text>
      <text className={styles['stageShape']} y={isVertical ? 15 : 17}>
        {shapeText(shape)}
      </text>
      {!isVertical && <line x2={length} y1={26} y2={26} />}
    </g>
  ));
}

function shapeText(shape: readonly number[]): string {
  const [channels, height, width] = shape;
  if (height === undefined) return String(channels);
  return height === width ? `${channels} × ${height}²` : shape.join(' × ');
}
