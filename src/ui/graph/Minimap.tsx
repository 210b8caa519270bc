import { type PointerEvent, type ReactNode, useMemo, useSyncExternalStore } from 'react';
import type { Layout } from '../../layout/Layout.ts';
import type { ElementSize } from '../hooks/use-element-size.ts';
import { useT } from '../hooks/use-t.ts';
import styles from './Minimap.module.css';
import type { Zoom } from './use-zoom.ts';

const WIDTH = 196;
const HEIGHT = 52;

/** The whole network with a frame around what is seen. The frame can be dragged. */
export function Minimap({
  layout,
  zoom,
  size,
  selected,
}: {
  readonly layout: Layout;
  readonly zoom: Zoom;
  readonly size: ElementSize;
  readonly selected: string | null;
}): ReactNode {
  const t = useT();
  const transform = useSyncExternalStore(zoom.subscribe, zoom.transform);
  const { bounds, boxes } = layout;
  const [kx, ky] = [WIDTH / bounds.width, HEIGHT / bounds.height];
  const path = useMemo(
    () =>
      boxes
        .filter(({ role }) => role !== 'merge')
        .map(({ x, y, width, height }) => {
          const wide = Math.max(1.2, width * kx - 0.6);
          return `M${((x - bounds.x) * kx).toFixed(1)} ${((y - bounds.y) * ky).toFixed(1)}h${wide.toFixed(1)}v${(height * ky).toFixed(1)}h${(-wide).toFixed(1)}z`;
        })
        .join(''),
    [boxes, bounds, kx, ky],
  );
  const seen = {
    x: Math.max(0, (-transform.x / transform.k - bounds.x) * kx),
    y: Math.max(0, (-transform.y / transform.k - bounds.y) * ky),
    right: Math.min(WIDTH, ((size.width - transform.x) / transform.k - bounds.x) * kx),
    bottom: Math.min(HEIGHT, ((size.height - transform.y) / transform.k - bounds.y) * ky),
  };
  const at = selected === null ? undefined : boxes.find(({ nodes }) => nodes.includes(selected));
  if (seen.x <= 1 && seen.right >= WIDTH - 1) return null;

  function move(event: PointerEvent<SVGSVGElement>): void {
    if (event.type === 'pointermove' && !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const { left, top } = event.currentTarget.getBoundingClientRect();
    zoom.centre((event.clientX - left) / kx + bounds.x, (event.clientY - top) / ky + bounds.y);
  }
  return (
    <div className={styles['map']}>
      <svg
        width={WIDTH}
        height={HEIGHT}
        role="img"
        aria-label={t('explore.minimap')}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          move(event);
        }}
        onPointerMove={move}
      >
        <path d={path} className={styles['boxes']} />
        {at !== undefined && (
          <g
            className={styles['here']}
            transform={`translate(${((at.x + at.width / 2 - bounds.x) * kx).toFixed(1)},0)`}
          >
            <line y2={HEIGHT} />
            <circle cy={HEIGHT - 4} r={4} />
          </g>
        )}
        <rect
          className={styles['seen']}
          x={seen.x + 1}
          y={seen.y + 1}
          width={Math.max(6, seen.right - seen.x - 2)}
          height={Math.max(6, seen.bottom - seen.y - 2)}
          rx={3}
        />
      </svg>
    </div>
  );
}
