import type { ReactNode } from 'react';
import { useT } from '../hooks/use-t.ts';
import type { Zoom } from './use-zoom.ts';
import styles from './ZoomButtons.module.css';

const shapes = {
  in: 'M10 4.5v11M4.5 10h11',
  out: 'M4.5 10h11',
  fit: 'M4 8V4h4M12 4h4v4M16 12v4h-4M8 16H4v-4',
} as const;

/** Larger, smaller, everything. The wheel and two fingers do the first two. */
export function ZoomButtons({ zoom }: { readonly zoom: Zoom }): ReactNode {
  const t = useT();
  const actions = { in: () => zoom.by(1.4), out: () => zoom.by(1 / 1.4), fit: zoom.fit } as const;
  return (
    <div className={styles['buttons']}>
      {(['out', 'in', 'fit'] as const).map((id) => (
        <button
          key={id}
          type="button"
          className={styles['button']}
          aria-label={t(`explore.zoom.${id}`)}
          title={t(`explore.zoom.${id}`)}
          onClick={actions[id]}
        >
          <svg width="18" height="18" viewBox="0 0 20 20" fill="none" aria-hidden="true">
            <path d={shapes[id]} stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
          </svg>
        </button>
      ))}
    </div>
  );
}
