import { type FocusEvent, type ReactNode, useEffect, useMemo, useRef } from 'react';
import type { Analysis } from '../../engine/analysis.ts';
import type { Layout } from '../../layout/Layout.ts';
import { layoutGraph } from '../../layout/layout-graph.ts';
import { app } from '../../state/store.ts';
import { useApp } from '../hooks/use-app.ts';
import { useElementSize } from '../hooks/use-element-size.ts';
import { useT } from '../hooks/use-t.ts';
import { useDetail } from './detail.ts';
import { GraphLegend } from './GraphLegend.tsx';
import { GraphScene } from './GraphScene.tsx';
import styles from './GraphView.module.css';
import { Minimap } from './Minimap.tsx';
import { ShortcutNote } from './ShortcutNote.tsx';
import type { Times } from './sum-times.ts';
import { useDoubleClick } from './use-double-click.ts';
import { useOpened } from './use-opened.ts';
import { useZoom } from './use-zoom.ts';
import { ZoomButtons } from './ZoomButtons.tsx';

/** From this width the network runs from left to right, below it from top to bottom. */
const WIDE = 560;
/** From this height there is room for the minimap. */
const MAP_HEIGHT = 520;
/** Boxes grow with the room in steps of so many pixels. */
const ROOM_STEP = 40;
/** What has the focus keeps so many pixels from the view's edge. */
const EDGE = 8;

/** The network as a landscape that can be dragged and zoomed. The selected layer is kept in sight. */
export function GraphView({
  analysis,
  times,
  marks,
}: {
  readonly analysis: Analysis;
  /** How long each node took, where that is to stand in the boxes. */
  readonly times?: Times | undefined;
  /** Draws on top of the network, in its layout; for pages that do more with it than show it. */
  readonly marks?: (layout: Layout) => ReactNode;
}): ReactNode {
  const t = useT();
  const { level, node, lit, refused } = useApp(({ level, node, lit, refused }) => ({ level, node, lit, refused }));
  const [frame, size] = useElementSize<HTMLDivElement>();
  const svg = useRef<SVGSVGElement>(null);
  const scene = useRef<SVGGElement>(null);
  const { opened, toggle, keep } = useOpened(analysis);
  const keepAtDoubleClick = useDoubleClick(keep);
  const direction = size === null || size.width >= WIDE ? 'horizontal' : 'vertical';
  const room = Math.round((size?.height ?? 0) / ROOM_STEP) * ROOM_STEP;
  const hasRoom = size !== null && size.width >= WIDE && size.height >= MAP_HEIGHT;
  const layout = useMemo(
    () => layoutGraph(analysis, { level, opened, direction, room }),
    [analysis, level, opened, direction, room],
  );
  const zoom = useZoom({ svg, scene, layout, size, selected: node, network: analysis });
  const detail = useDetail(zoom, size, direction);

  /** The keyboard may come to what has been dragged out of sight. */
  function onFocus({ target }: FocusEvent<SVGSVGElement>): void {
    if (svg.current === null || !target.matches(':focus-visible')) return;
    const [at, room] = [target.getBoundingClientRect(), svg.current.getBoundingClientRect()];
    const { k } = zoom.transform();
    const [x, y] = zoom.transform().invert([at.x - room.x, at.y - room.y]);
    zoom.reveal({ x, y, width: at.width / k, height: at.height / k }, EDGE);
  }
  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    // The page must not scroll along while the wheel zooms; React's own wheel listeners are passive.
    const hold = (event: WheelEvent): void => event.preventDefault();
    element.addEventListener('wheel', hold, { passive: false });
    return () => element.removeEventListener('wheel', hold);
  }, [frame]);

  return (
    <div className={styles['view']}>
      <div className={styles['head']}>
        <ShortcutNote analysis={analysis} />
        <GraphLegend analysis={analysis} />
        <ZoomButtons zoom={zoom} />
      </div>
      <div ref={frame} className={styles['canvas']}>
        {/* biome-ignore lint/a11y/noSvgWithoutTitle: the tree in it carries the name */}
        <svg ref={svg} className={styles['svg']} onClickCapture={keepAtDoubleClick} onFocus={onFocus}>
          <g ref={scene}>
            <g role="tree" aria-label={t('explore.graph')} aria-orientation={direction}>
              {size !== null && (
                <GraphScene
                  analysis={analysis}
                  layout={layout}
                  times={times}
                  detail={detail}
                  selected={node}
                  lit={lit}
                  refused={refused}
                  onSelect={app.getState().select}
                  onToggle={toggle}
                />
              )}
            </g>
            {marks?.(layout)}
          </g>
        </svg>
        {hasRoom && <Minimap layout={layout} zoom={zoom} size={size} selected={node} />}
      </div>
    </div>
  );
}
